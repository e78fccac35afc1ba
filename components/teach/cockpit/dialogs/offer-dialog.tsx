'use client'

import { useState } from 'react'
import { MAX_CLASS_TEXT, MAX_OFFER_CHARACTERS } from '../../../../server/protocol/class.ts'
import { AreaField } from '../../../ui/field.tsx'
import { FormBody } from '../../form-body.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import type { SendDialogProps } from './send-dialog-props.ts'
import { useClassCommand } from './use-class-command.ts'

/** A command that participants may run with a click. */
export function OfferDialog({ isOpen, name, ...rest }: SendDialogProps) {
  return (
    <FormDialog isOpen={isOpen} title={`Command to ${name ?? 'all'}`} onClose={rest.onClose}>
      <OfferForm {...rest} />
    </FormDialog>
  )
}

function OfferForm({ to, onClose }: Omit<SendDialogProps, 'isOpen' | 'name'>) {
  const form = useClassCommand()
  const [text, setText] = useState('')
  const [command, setCommand] = useState('')
  return (
    <FormBody
      submitLabel="Send"
      isBusy={form.isBusy}
      problem={form.problem}
      onSubmit={() => form.send({ type: 'offer', to, text, command }, onClose)}
      onClose={onClose}
    >
      <p className="text-sm text-ink-muted">
        It is shown with a Run button and runs in no terminal without the participant’s click.
      </p>
      <AreaField
        label="Text"
        autoFocus
        rows={2}
        maxLength={MAX_CLASS_TEXT}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <AreaField
        label="Command to run"
        isCode
        spellCheck={false}
        maxLength={MAX_OFFER_CHARACTERS}
        value={command}
        onChange={({ currentTarget }) => setCommand(currentTarget.value)}
      />
    </FormBody>
  )
}
