'use client'

import { useState } from 'react'
import { MAX_CLASS_TEXT } from '../../../../server/protocol/class.ts'
import { AreaField } from '../../../ui/field.tsx'
import { FormBody } from '../../form-body.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { HintChoice } from '../seat/hint-choice.tsx'
import type { SendDialogProps } from './send-dialog-props.ts'
import { useClassCommand } from './use-class-command.ts'

type MessageDialogProps = SendDialogProps & {
  kind: 'message' | 'hint'
  /** Prepared hints to choose from, as plain text. */
  hints?: readonly string[]
}

/** A message or a hint, to one or to all. */
export function MessageDialog({ isOpen, name, kind, ...rest }: MessageDialogProps) {
  const what = kind === 'hint' ? 'Hint' : 'Message'
  return (
    <FormDialog isOpen={isOpen} title={`${what} to ${name ?? 'all'}`} onClose={rest.onClose}>
      <MessageForm kind={kind} {...rest} />
    </FormDialog>
  )
}

function MessageForm({ kind, to, hints = [], onClose }: Omit<MessageDialogProps, 'isOpen' | 'name'>) {
  const form = useClassCommand()
  const [text, setText] = useState('')
  return (
    <FormBody
      submitLabel="Send"
      isBusy={form.isBusy}
      problem={form.problem}
      onSubmit={() => form.send({ type: 'send', to, kind, text }, onClose)}
      onClose={onClose}
    >
      {kind === 'hint' && <HintChoice hints={hints} onChoose={setText} />}
      <AreaField
        label="Text"
        autoFocus
        maxLength={MAX_CLASS_TEXT}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
    </FormBody>
  )
}
