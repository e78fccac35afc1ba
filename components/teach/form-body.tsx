'use client'

import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'

/** Fields, what is wrong with them, and the two buttons that end a dialogue. */
export function FormBody({
  submitLabel,
  isBusy,
  problem,
  onSubmit,
  onClose,
  children,
}: {
  submitLabel: string
  isBusy: boolean
  /** Why it cannot be sent, or was refused. */
  problem: string | null
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <form
      // What is wrong is said in our words.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <div className="mt-4 flex flex-col gap-4">
        {children}
        <ProblemNote problem={problem} />
      </div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" aria-disabled={isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
