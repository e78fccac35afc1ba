'use client'

import { useCallback } from 'react'
import { useAction } from '../../../session/use-action.ts'
import { Inviting } from '../../account/inviting.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { inviteCoInstructor, listInvitations, removeTeacher, takeInvitationBack } from '../../teach-api.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { TeacherList } from './teacher-list.tsx'

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
  const action = useAction()
  return (
    <Inviting
      label="Invite a co-instructor"
      invite={() => inviteCoInstructor(workshop)}
      list={useCallback(() => listInvitations(workshop), [workshop])}
      onTakeBack={(id) => takeInvitationBack(workshop, id)}
      action={action}
      onClose={onClose}
    >
      <p className="text-sm text-ink-muted">
        They do all that happens in the class, and do not change, delete or invite.
      </p>
      {/* The cockpit's socket tells who teaches, also to those who are removed. */}
      <TeacherList
        teachers={teachers ?? []}
        isBusy={action.isBusy}
        onRemove={({ id }) => void action.run(() => removeTeacher(workshop, id))}
      />
    </Inviting>
  )
}
