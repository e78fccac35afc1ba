'use client'

import { useState } from 'react'
import type { TeacherView } from '../../../server/protocol/workshop.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { inviteInstructor, signOut, type Invitation } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { AccountDialog } from './account-dialog.tsx'
import { InvitationDialog } from './invitation-dialog.tsx'

/** Who is signed in, and what they can do about that. `onChanged`: it is to be read again. */
export function AccountBar({ me, onChanged }: { me: TeacherView; onChanged: () => void }) {
  const action = useAction()
  const [isChanging, setChanging] = useState(false)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  return (
    <section aria-label="Account" className="mb-6 flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span className="mr-auto">
          Signed in as <strong>{me.name}</strong>
        </span>
        <Button
          size="small"
          onClick={() => void action.run(async () => setInvitation(await inviteInstructor()))}
        >
          Invite another instructor
        </Button>
        <Button size="small" onClick={() => setChanging(true)}>
          Name and password
        </Button>
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
      {!me.hasPassword && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          You are here by the printed link alone. Set a name and password, and you can sign in from any
          browser.
        </p>
      )}
      <ProblemNote problem={action.problem} />
      <AccountDialog me={me} isOpen={isChanging} onChanged={onChanged} onClose={() => setChanging(false)} />
      <InvitationDialog
        title="Invite another instructor"
        invitation={invitation}
        onClose={() => setInvitation(null)}
      />
    </section>
  )
}
