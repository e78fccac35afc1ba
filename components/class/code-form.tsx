'use client'

import { Field } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Action } from '../session/use-action.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'

export function CodeForm({
  code,
  onCode,
  action,
  onSubmit,
}: {
  code: string
  onCode: (code: string) => void
  action: Action
  onSubmit: () => void
}) {
  return (
    <form
      noValidate
      className="flex flex-col items-start gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!action.isBusy) onSubmit()
      }}
    >
      <Field
        label="Code"
        hint="Eight letters and digits, such as 7K3M-Q9TX. Who teaches the workshop has it."
        value={code}
        onChange={({ currentTarget }) => onCode(currentTarget.value)}
        maxLength={40}
        autoCapitalize="characters"
        spellCheck={false}
        className="w-full max-w-xs"
      />
      <ProblemNote problem={action.problem} />
      <Button type="submit" variant="primary" aria-disabled={action.isBusy}>
        {action.isBusy && <Spinner className="size-4" />}
        Find the workshop
      </Button>
      <p role="status" className="sr-only">
        {action.isBusy && 'Looking for the workshop …'}
      </p>
    </form>
  )
}
