'use client'

import { useState } from 'react'
import { passkeyNameSchema } from '../../../server/protocol/passkey.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** `onAdd` resolves to false when there is none, for whatever reason. */
export function AddPasskey({
  isBusy,
  onAdd,
}: {
  isBusy: boolean
  onAdd: (name: string) => Promise<boolean>
}) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit() {
    const parsed = passkeyNameSchema.safeParse(name)
    setProblem(parsed.success ? null : 'Type a name of 1 to 40 characters for it.')
    if (parsed.success && (await onAdd(parsed.data))) setName('')
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field
        label="Name of the new passkey"
        name="passkey-name"
        required
        hint="For you, to tell it from others: where it is kept."
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <ProblemNote problem={problem} />
      <Button type="submit" variant="primary" className="self-start" aria-disabled={isBusy}>
        Add a passkey
      </Button>
    </form>
  )
}
