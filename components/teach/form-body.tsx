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
      <div className="mt-4 flex flex-col gap-4">{children}</div>
      {/* In view also when the fields are longer than the screen. */}
      <div className="sticky bottom-0 -mx-5 mt-4 -mb-5 flex flex-col gap-4 border-t border-line bg-surface px-5 pt-4 pb-5">
        <ProblemNote problem={problem} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" aria-disabled={isBusy}>
            {submitLabel}
          </Button>
        </div>
      </div>
    </form>
  )
}
