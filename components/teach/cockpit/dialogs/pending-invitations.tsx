import { Undo2 } from 'lucide-react'
import type { PendingInvitation } from '../../../../server/protocol/workshop.ts'
import { formatMoment } from '../../../session/format-moment.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useNow } from '../../../ui/use-now.ts'

const TICK_MS = 60_000

/** Links that nobody has used yet. By whom they will be is not known: the time tells them apart. */
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
          const until = formatMoment(invitation.expiresAt, now)
          return (
            <li key={invitation.id} className="flex items-center gap-2 px-3 py-2 text-sm">
              <span className="min-w-0 flex-1">Invitation, good until {until}</span>
              <ConfirmDialog
                title="Take the invitation back?"
                description={`The link that is good until ${until} opens nothing any more. You can make another.`}
                confirmLabel="Take it back"
                onConfirm={() => onTakeBack(invitation)}
              >
                <Button
                  variant="quiet"
                  size="icon"
                  aria-label={`Take back the invitation that is good until ${until}`}
                  title="Take back"
                  aria-disabled={isBusy}
                >
                  <Undo2 aria-hidden className="size-4" />
                </Button>
              </ConfirmDialog>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
