'use client'

import { useState, type ReactNode } from 'react'
import type { PendingInvitation } from '../../../server/protocol/workshop.ts'
import type { Action } from '../../session/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { PolledData } from '../polled-data.tsx'
import type { Invitation } from '../teach-api.ts'
import { usePolled } from '../use-polled.ts'
import { InvitationDialog } from './invitation-dialog.tsx'
import { PendingInvitations } from './pending-invitations.tsx'

/** Somebody may accept while it is open. */
const POLL_MS = 5_000

/**
 * The invitations of one kind: those that nobody has accepted yet, and another one. `list` must be the same function each
 * time; `children` is said before them, and `action` is theirs, too.
 */
export function Inviting({
  label,
  invite,
  list,
  onTakeBack,
  action,
  onClose,
  children,
}: {
  label: string
  invite: () => Promise<Invitation>
  list: () => Promise<PendingInvitation[]>
  onTakeBack: (id: string) => Promise<void>
  action: Action
  onClose: () => void
  children: ReactNode
}) {
  const [pending, readAgain] = usePolled(list, POLL_MS)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const changing = (act: () => Promise<unknown>) => void action.run(act).then(readAgain)
  return (
    <div className="mt-4 flex flex-col gap-4">
      {children}
      <PolledData polled={pending} reading="Looking for invitations …">
        {(invitations) => (
          <PendingInvitations
            invitations={invitations}
            isBusy={action.isBusy}
            onTakeBack={({ id }) => changing(() => onTakeBack(id))}
          />
        )}
      </PolledData>
      <ProblemNote problem={action.problem} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Close</Button>
        <Button
          variant="primary"
          aria-haspopup="dialog"
          aria-disabled={action.isBusy}
          onClick={() => changing(async () => setInvitation(await invite()))}
        >
          {label}
        </Button>
      </div>
      <InvitationDialog title={label} invitation={invitation} onClose={() => setInvitation(null)} />
    </div>
  )
}
