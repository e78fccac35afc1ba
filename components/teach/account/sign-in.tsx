'use client'

import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { signIn } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { NameField } from './credential-fields.tsx'
import { PasskeySignIn } from './passkey-sign-in.tsx'

export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const action = useAction()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  return (
    <div className="max-w-sm">
      <p>This page is for instructors.</p>
      <form
        className="mt-5 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void action
            .run(() => signIn({ name: name.trim(), password }))
            .then((isSignedIn) => {
              if (isSignedIn) onSignedIn()
            })
        }}
      >
        <NameField value={name} onChange={setName} />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <ProblemNote problem={action.problem} />
        <Button type="submit" variant="primary" className="self-start" aria-disabled={action.isBusy}>
          Sign in
        </Button>
      </form>
      <PasskeySignIn onSignedIn={onSignedIn} />
      <p className="mt-6 text-sm text-ink-muted">
        No account yet? Open this page with the instructor’s link, which Drydock printed in the terminal where
        it was started, or ask another instructor for an invitation.
      </p>
    </div>
  )
}
