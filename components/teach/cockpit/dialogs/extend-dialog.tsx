'use client'

import { useState } from 'react'
import { Field } from '../../../ui/field.tsx'
import { FormBody } from '../../form-body.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { useCockpit } from '../cockpit-provider.tsx'
import type { SendDialogProps } from './send-dialog-props.ts'
import { useClassCommand } from './use-class-command.ts'

const USUAL_MINUTES = '30'

/** More time, for one or for all. */
export function ExtendDialog({ isOpen, name, ...rest }: SendDialogProps) {
  return (
    <FormDialog
      isOpen={isOpen}
      title={name === null ? 'More time for all' : `More time for ${name}`}
      onClose={rest.onClose}
    >
      <ExtendForm {...rest} />
    </FormDialog>
  )
}

function ExtendForm({ to, onClose }: Omit<SendDialogProps, 'isOpen' | 'name'>) {
  const form = useClassCommand()
  const isOver = useCockpit(({ workshop }) => workshop?.phase === 'ended')
  const [minutes, setMinutes] = useState(USUAL_MINUTES)
  return (
    <FormBody
      submitLabel="Extend"
      isBusy={form.isBusy}
      problem={form.problem}
      onSubmit={() => form.send({ type: 'extend', to, minutes: Number(minutes) }, onClose)}
      onClose={onClose}
    >
      <p className="text-sm text-ink-muted">
        {to !== null && 'The session ends that much later.'}
        {to === null &&
          (isOver
            ? 'The workshop is open again, and ends that much later. People start new sessions with their seats.'
            : 'All sessions, and the workshop, end that much later.')}
      </p>
      <Field
        label="Minutes"
        type="number"
        autoFocus
        min={5}
        max={240}
        value={minutes}
        onChange={({ currentTarget }) => setMinutes(currentTarget.value)}
      />
    </FormBody>
  )
}
