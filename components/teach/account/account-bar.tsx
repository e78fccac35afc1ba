'use client'

import { useState } from 'react'
import type { TeacherView } from '../../../server/protocol/workshop.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { signOut } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { AccountDialog } from './account-dialog.tsx'
import { InvitationsDialog } from './invitations-dialog.tsx'
import { PasskeysDialog } from './passkeys-dialog.tsx'
import { usePasskeysPossible } from './use-passkeys-possible.ts'

/** Who is signed in, and what they can do about that. `onChanged`: it is to be read again. */
export function AccountBar({ me, onChanged }: { me: TeacherView; onChanged: () => void }) {
  const action = useAction()
  const [openDialog, setOpenDialog] = useState<'invitations' | 'account' | 'passkeys' | null>(null)
  const close = () => setOpenDialog(null)
  const mayAddPasskeys = usePasskeysPossible()
  return (
    <section aria-label="Account" className="mb-6 flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span className="mr-auto">
          Signed in as <strong>{me.name}</strong>
        </span>
        <Button size="small" onClick={() => setOpenDialog('invitations')}>
          Invitations
        </Button>
        <Button size="small" onClick={() => setOpenDialog('account')}>
          Name and password
        </Button>
        {(mayAddPasskeys || me.passkeys.length > 0) && (
          <Button size="small" onClick={() => setOpenDialog('passkeys')}>
            Passkeys
          </Button>
        )}
        <Button
          size="small"
          variant="quiet"
          onClick={() =>
            void action.run(signOut).then((isDone) => {
              if (isDone) onChanged()
            })
          }
        >
          Sign out
        </Button>
      </div>
      {!me.hasPassword && me.passkeys.length === 0 && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          You are here by the printed link alone. Set a name and password
          {mayAddPasskeys && ', or add a passkey'}, and you can sign in without it.
        </p>
      )}
      <ProblemNote problem={action.problem} />
      <InvitationsDialog isOpen={openDialog === 'invitations'} onClose={close} />
      <AccountDialog me={me} isOpen={openDialog === 'account'} onChanged={onChanged} onClose={close} />
      <PasskeysDialog me={me} isOpen={openDialog === 'passkeys'} onChanged={onChanged} onClose={close} />
    </section>
  )
}
