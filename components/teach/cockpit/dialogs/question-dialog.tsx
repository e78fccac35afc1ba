'use client'

import { useState } from 'react'
import { MAX_CLASS_TEXT, MAX_POLL_OPTIONS } from '../../../../server/protocol/class.ts'
import { Button } from '../../../ui/button.tsx'
import { AreaField, Field } from '../../../ui/field.tsx'
import { FormBody } from '../../form-body.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { useClassCommand } from './use-class-command.ts'

interface Closing {
  onClose: () => void
}

export function QuestionDialog({ isOpen, onClose }: Closing & { isOpen: boolean }) {
  return (
    <FormDialog isOpen={isOpen} title="Question to all" onClose={onClose}>
      <QuestionForm onClose={onClose} />
    </FormDialog>
  )
}

function QuestionForm({ onClose }: Closing) {
  const form = useClassCommand()
  const [question, setQuestion] = useState('')
  const [options, setOptions] = useState<readonly string[]>(['', ''])

  function submit() {
    // What was added and left empty is no option; two must be there.
    const filled = options.filter((option, index) => index < 2 || option.trim() !== '')
    form.send({ type: 'ask', question, options: filled }, onClose)
  }

  return (
    <FormBody
      submitLabel="Send"
      isBusy={form.isBusy}
      problem={form.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <AreaField
        label="Question"
        autoFocus
        rows={2}
        maxLength={MAX_CLASS_TEXT}
        value={question}
        onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
      />
      {options.map((option, index) => (
        <Field
          // Options are told apart by their place alone.
          key={index}
          label={`Option ${index + 1}`}
          maxLength={100}
          value={option}
          onChange={({ currentTarget }) =>
            setOptions(options.map((other, place) => (place === index ? currentTarget.value : other)))
          }
        />
      ))}
      {options.length < MAX_POLL_OPTIONS && (
        <Button size="small" className="self-start" onClick={() => setOptions([...options, ''])}>
          Add an option
        </Button>
      )}
      <p className="text-sm text-ink-muted">Participants see the result only if you share it at the end.</p>
    </FormBody>
  )
}
