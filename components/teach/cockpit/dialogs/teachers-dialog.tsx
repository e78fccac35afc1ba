'use client'

import { useCallback, useState } from 'react'
import { useAction } from '../../../session/use-action.ts'
import { Button } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { InvitationDialog } from '../../account/invitation-dialog.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { PolledData } from '../../polled-data.tsx'
import {
  inviteCoInstructor,
  listInvitations,
  removeTeacher,
  takeInvitationBack,
  type Invitation,
} from '../../teach-api.ts'
import { usePolled } from '../../use-polled.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { PendingInvitations } from './pending-invitations.tsx'
import { TeacherList } from './teacher-list.tsx'

/** Somebody may accept while it is open. */
const POLL_MS = 5_000

/** Who teaches, and who may come to: for who made the workshop. */
export function TeachersDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <FormDialog isOpen={isOpen} title="Co-instructors" onClose={onClose}>
      <TeachersBody onClose={onClose} />
    </FormDialog>
  )
}

function TeachersBody({ onClose }: { onClose: () => void }) {
  const { workshop } = useCockpitClient()
  const teachers = useCockpit((state) => state.workshop?.teachers)
  const [pending, readAgain] = usePolled(
    useCallback(() => listInvitations(workshop), [workshop]),
    POLL_MS,
  )
  const action = useAction()
  const [invitation, setInvitation] = useState<Invitation | null>(null)

  // Who teaches is told by the cockpit's socket, also to those who are removed.
  const changing = (act: () => Promise<unknown>) => void action.run(act).then(readAgain)

  return (
    <div className="mt-4 flex flex-col gap-4">
      <p className="text-sm text-ink-muted">
        They do all that happens in the class, and do not change, delete or invite.
      </p>
      <TeacherList
        teachers={teachers ?? []}
        isBusy={action.isBusy}
        onRemove={({ id }) => changing(() => removeTeacher(workshop, id))}
      />
      <PolledData polled={pending} reading="Looking for invitations …">
        {(invitations) => (
          <PendingInvitations
            invitations={invitations}
            isBusy={action.isBusy}
            onTakeBack={({ id }) => changing(() => takeInvitationBack(workshop, id))}
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
          onClick={() => changing(async () => setInvitation(await inviteCoInstructor(workshop)))}
        >
          Invite a co-instructor
        </Button>
      </div>
      <InvitationDialog
        title="Invite a co-instructor"
        invitation={invitation}
        onClose={() => setInvitation(null)}
      />
    </div>
  )
}
