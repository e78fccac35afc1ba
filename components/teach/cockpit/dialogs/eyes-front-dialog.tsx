'use client'

import { useState } from 'react'
import { MAX_CLASS_TEXT } from '../../../../server/protocol/class.ts'
import { AreaField } from '../../../ui/field.tsx'
import { FormBody } from '../../form-body.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { useClassCommand } from './use-class-command.ts'

const USUAL_TEXT = 'Please look to the front for a moment.'

interface Closing {
  onClose: () => void
}

/** A kind request to look up. */
export function EyesFrontDialog({ isOpen, onClose }: Closing & { isOpen: boolean }) {
  return (
    <FormDialog isOpen={isOpen} title="Eyes front" onClose={onClose}>
      <EyesFrontForm onClose={onClose} />
    </FormDialog>
  )
}

function EyesFrontForm({ onClose }: Closing) {
  const form = useClassCommand()
  const [text, setText] = useState(USUAL_TEXT)
  return (
    <FormBody
      submitLabel="Send"
      isBusy={form.isBusy}
      problem={form.problem}
      onSubmit={() => form.send({ type: 'eyes-front', text }, onClose)}
      onClose={onClose}
    >
      <p className="text-sm text-ink-muted">
        All see this note until you end it. Nothing is locked: who types can go on.
      </p>
      <AreaField
        label="Text"
        autoFocus
        rows={2}
        maxLength={MAX_CLASS_TEXT}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </FormBody>
  )
}
