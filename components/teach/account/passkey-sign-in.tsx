'use client'

import { KeyRound } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { signInWithPasskey } from '../passkey-api.ts'
import { useAction } from '../../session/use-action.ts'
import { usePasskeysPossible } from './use-passkeys-possible.ts'

/** Without a name: the authenticator knows whose passkeys it has. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const action = useAction()
  if (!usePasskeysPossible()) return null
  return (
    <div className="mt-5 flex flex-col gap-3 border-t border-line pt-5">
      <ProblemNote problem={action.problem} />
      <Button
        className="self-start"
        aria-disabled={action.isBusy}
        onClick={() =>
          void action.run(signInWithPasskey).then((isSignedIn) => {
            if (isSignedIn) onSignedIn()
          })
        }
      >
        <KeyRound aria-hidden className="size-4" /> Sign in with a passkey
      </Button>
    </div>
  )
}
