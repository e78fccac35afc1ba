'use client'

import { useState } from 'react'
import { Field } from '../../../ui/field.tsx'
import { FormBody } from '../../form-body.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { useClassCommand } from './use-class-command.ts'

const USUAL_LABEL = 'Break'
const USUAL_MINUTES = '10'

interface Closing {
  onClose: () => void
}

export function TimerDialog({ isOpen, onClose }: Closing & { isOpen: boolean }) {
  return (
    <FormDialog isOpen={isOpen} title="Timer for all" onClose={onClose}>
      <TimerForm onClose={onClose} />
    </FormDialog>
  )
}

function TimerForm({ onClose }: Closing) {
  const form = useClassCommand()
  const [label, setLabel] = useState(USUAL_LABEL)
  const [minutes, setMinutes] = useState(USUAL_MINUTES)
  return (
    <FormBody
      submitLabel="Start"
      isBusy={form.isBusy}
      problem={form.problem}
      onSubmit={() =>
        form.send({ type: 'start-timer', label, seconds: Math.round(Number(minutes) * 60) }, onClose)
      }
      onClose={onClose}
    >
      <Field
        label="Text"
        autoFocus
        maxLength={100}
        hint="What the time is for."
        value={label}
        onChange={({ currentTarget }) => setLabel(currentTarget.value)}
      />
      <Field
        label="Minutes"
        type="number"
        min={1}
        max={240}
        step="any"
        value={minutes}
        onChange={({ currentTarget }) => setMinutes(currentTarget.value)}
      />
    </FormBody>
  )
}
