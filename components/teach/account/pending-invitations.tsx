import { Undo2 } from 'lucide-react'
import type { PendingInvitation } from '../../../server/protocol/workshop.ts'
import { formatMoment } from '../../session/format-moment.ts'
import { ConfirmIconButton } from '../../ui/confirm-icon-button.tsx'
import { useNow } from '../../ui/use-now.ts'

const TICK_MS = 60_000

/** Links that nobody has used yet. By whom they will be is not known: who made them and the time tell them apart. */
export function PendingInvitations({
  invitations,
  isBusy,
  onTakeBack,
}: {
  invitations: readonly PendingInvitation[]
  isBusy: boolean
  onTakeBack: (invitation: PendingInvitation) => void
}) {
  const now = useNow(TICK_MS)
  if (now === null || invitations.length === 0) return null
  return (
    <section aria-label="Invitations" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">Not accepted yet</h3>
      <ul role="list" className="divide-y divide-line rounded-md border border-line">
        {invitations.map((invitation) => {
          const from = invitation.invitedBy === null ? '' : ` from ${invitation.invitedBy}`
          const until = formatMoment(invitation.expiresAt, now)
          return (
            <li key={invitation.id} className="flex items-center gap-2 px-3 py-2 text-sm">
              <span className="min-w-0 flex-1 wrap-anywhere">
                Invitation{from}, good until {until}
              </span>
              <ConfirmIconButton
                icon={Undo2}
                label={`Take back the invitation${from} that is good until ${until}`}
                hint="Take back"
                isBusy={isBusy}
                title="Take the invitation back?"
                description={`The link${from} that is good until ${until} opens nothing any more. You can make another.`}
                confirmLabel="Take it back"
                onConfirm={() => onTakeBack(invitation)}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
