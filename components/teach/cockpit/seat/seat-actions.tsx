'use client'

import { useState } from 'react'
import type { SeatRow } from '../../../../server/protocol/cockpit.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { hintKey } from '../../lab-hints.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { ExtendDialog } from '../dialogs/extend-dialog.tsx'
import { MessageDialog } from '../dialogs/message-dialog.tsx'
import { OfferDialog } from '../dialogs/offer-dialog.tsx'
import { useLabHints } from './use-lab-hints.ts'

type DialogName = 'hint' | 'message' | 'offer' | 'extend'

const NO_HINTS: readonly string[] = []

/** What an instructor does for, or with, one participant. */
export function SeatActions({ seat, name }: { seat: SeatRow; name: string }) {
  const [open, setOpen] = useState<DialogName | null>(null)
  const hints = useHintsOf(seat)
  const hasSession = seat.expiresAt !== null
  const dialog = (which: DialogName) => ({
    isOpen: open === which,
    to: seat.id,
    name,
    onClose: () => setOpen(null),
  })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button aria-haspopup="dialog" onClick={() => setOpen('hint')}>
          Send hint
        </Button>
        <Button aria-haspopup="dialog" onClick={() => setOpen('message')}>
          Write to {name}
        </Button>
        <Button aria-haspopup="dialog" onClick={() => setOpen('offer')}>
          Offer something to run
        </Button>
        {hasSession && (
          <Button aria-haspopup="dialog" onClick={() => setOpen('extend')}>
            Extend
          </Button>
        )}
      </div>
      <DangerousActions seat={seat} name={name} hasSession={hasSession} />
      <MessageDialog kind="hint" hints={hints} {...dialog('hint')} />
      <MessageDialog kind="message" {...dialog('message')} />
      <OfferDialog {...dialog('offer')} />
      <ExtendDialog {...dialog('extend')} />
    </div>
  )
}

function DangerousActions({
  seat: { id, status },
  name,
  hasSession,
}: {
  seat: SeatRow
  name: string
  hasSession: boolean
}) {
  const client = useCockpitClient()
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-3">
      {hasSession && (
        <>
          <ConfirmDialog
            title={`Reset the instances of ${name}?`}
            description="They are removed with everything in them, and fresh ones start in their place. Steps that look at what is in them are open again."
            confirmLabel="Remove and start afresh"
            onConfirm={() => void client.tell({ type: 'reset', to: id })}
          >
            <Button size="small">Reset instances</Button>
          </ConfirmDialog>
          <ConfirmDialog
            title={`End the session of ${name}?`}
            description="Its instances are removed with everything in them. The seat stays, and a new session can be started."
            confirmLabel="End it"
            onConfirm={() => void client.tell({ type: 'end-session', to: id })}
          >
            <Button size="small">End session</Button>
          </ConfirmDialog>
        </>
      )}
      <ConfirmDialog
        title={`Remove ${name} from the workshop?`}
        description={
          status === 'waiting'
            ? 'They are taken off the waiting list.'
            : 'The session ends, what was verified is forgotten, and the seat goes to who waits.'
        }
        confirmLabel="Remove"
        onConfirm={() => void client.tell({ type: 'remove-seats', seats: [id] })}
      >
        <Button size="small">Remove from workshop</Button>
      </ConfirmDialog>
    </div>
  )
}

/** Those of the check that somebody is at. */
function useHintsOf(seat: SeatRow): readonly string[] {
  const lab = useCockpit((state) => state.workshop?.lab)
  const column = useCockpit((state) => (seat.current === null ? undefined : state.columns[seat.current]))
  const hints = useLabHints(lab)
  return (column && hints[hintKey(column)]) ?? NO_HINTS
}
