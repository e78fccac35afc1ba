'use client'

import { useAction } from '../../session/use-action.ts'
import { FormDialog } from '../form-dialog.tsx'
import { inviteInstructor, listInstructorInvitations, takeInstructorInvitationBack } from '../teach-api.ts'
import { Inviting } from './inviting.tsx'

/** Who may become an instructor. */
export function InvitationsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <FormDialog isOpen={isOpen} title="Invitations" onClose={onClose}>
      <InvitationsBody onClose={onClose} />
    </FormDialog>
  )
}

function InvitationsBody({ onClose }: { onClose: () => void }) {
  const action = useAction()
  return (
    <Inviting
      label="Invite another instructor"
      invite={inviteInstructor}
      list={listInstructorInvitations}
      onTakeBack={takeInstructorInvitationBack}
      action={action}
      onClose={onClose}
    >
      <p className="text-sm text-ink-muted">
        Other instructors make workshops of their own, and do not see yours. All instructors of this server
        see these invitations, and can take them back.
      </p>
    </Inviting>
  )
}
