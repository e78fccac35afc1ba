'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { hasCode } from '../../session/session-api.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useLinkKey } from '../../ui/use-link-key.ts'
import { acceptWithPasskey } from '../passkey-api.ts'
import { acceptInvitation } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { AcceptSignedIn } from './accept-signed-in.tsx'
import { credentialsProblem, NameField, PasswordField } from './credential-fields.tsx'
import { SignInChoice, type WayIn } from './sign-in-choice.tsx'
import { usePasskeysPossible } from './use-passkeys-possible.ts'

/** An invited instructor chooses a name, and a password or a passkey. */
export function AcceptInvitation() {
  const key = useLinkKey()
  if (key === null) return <p role="status">Reading the invitation …</p>
  if (key === '') return <NoKey />
  return (
    <>
      <AcceptSignedIn invitationKey={key} />
      <AcceptForm key={key} invitationKey={key} />
    </>
  )
}

function NoKey() {
  return (
    <div role="alert">
      <p>This address is not complete: the key of the invitation is missing.</p>
      <p className="mt-2 text-ink-muted">
        Open the whole link that you were sent. If you have an account,{' '}
        <Link href="/teach" className="text-accent-strong underline underline-offset-4">
          sign in
        </Link>
        .
      </p>
    </div>
  )
}

function AcceptForm({ invitationKey }: { invitationKey: string }) {
  const router = useRouter()
  const action = useAction()
  const mayAddPasskeys = usePasskeysPossible()
  const [wayIn, setWayIn] = useState<WayIn>('password')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isUsed, setUsed] = useState(false)

  function accept() {
    const account = { key: invitationKey, name: name.trim() }
    return wayIn === 'passkey' ? acceptWithPasskey(account) : acceptInvitation({ ...account, password })
  }

  async function submit() {
    const account = { name: name.trim(), ...(wayIn === 'password' && { password }) }
    const found = credentialsProblem(account)
    setProblem(found)
    if (found !== null) return
    const isAccepted = await action.run(async () => {
      try {
        await accept()
      } catch (error) {
        setUsed(hasCode(error, 'INVITATION_USED'))
        throw error
      }
    })
    if (isAccepted) router.replace('/teach')
  }

  return (
    <form
      noValidate
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>
        You are invited to teach here. Choose a name, which participants will see, and{' '}
        {mayAddPasskeys ? 'how you sign in' : 'a password'}.
      </p>
      <NameField value={name} onChange={setName} />
      {mayAddPasskeys && <SignInChoice value={wayIn} onChange={setWayIn} />}
      {wayIn === 'password' ? (
        <PasswordField value={password} onChange={setPassword} />
      ) : (
        <p className="text-sm text-ink-muted">
          Your browser asks where to keep the passkey, and for your fingerprint, face or PIN.
        </p>
      )}
      <ProblemNote problem={problem ?? action.problem} />
      {isUsed && (
        <p className="text-sm">
          Was it you who used it?{' '}
          <Link href="/teach" className="text-accent-strong underline underline-offset-4">
            Sign in
          </Link>
          .
        </p>
      )}
      <Button type="submit" variant="primary" className="self-start" aria-disabled={action.isBusy}>
        Accept the invitation
      </Button>
    </form>
  )
}
