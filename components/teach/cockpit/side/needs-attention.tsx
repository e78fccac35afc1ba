'use client'

import { Hand, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SeatId } from '../../../../server/protocol/workshop.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDuration } from '../../../ui/format-duration.ts'
import { useNow } from '../../../ui/use-now.ts'
import { useCockpit, useCockpitClient, useCockpitShallow, useSeatName } from '../cockpit-provider.tsx'
import { handsInOrder, stuckInOrder } from '../sort-seats.ts'
import { describeStuck } from '../stuck-words.ts'

const TICK_MS = 5_000

/** Who has asked for help, and then who may need it. */
export function NeedsAttention() {
  const hands = useCockpitShallow((state) => handsInOrder(Object.values(state.seats)))
  const stuck = useCockpitShallow((state) => stuckInOrder(Object.values(state.seats)))
  // One clock for all of them.
  const now = useNow(TICK_MS)
  return (
    <section aria-labelledby="needs-attention" className="rounded-lg border border-line bg-surface p-3">
      <h2 id="needs-attention" className="text-base font-semibold">
        Needs attention
      </h2>
      {hands.length === 0 && stuck.length === 0 && (
        <p className="mt-1 text-sm text-ink-muted">Nobody has a hand up, and nobody seems stuck.</p>
      )}
      {hands.length > 0 && (
        <ol className="mt-2 flex flex-col gap-1" aria-label="Raised hands">
          {hands.map((id) => (
            <RaisedHand key={id} id={id} now={now} />
          ))}
        </ol>
      )}
      {stuck.length > 0 && (
        <ul role="list" className="mt-2 flex flex-col gap-1" aria-label="May be stuck">
          {stuck.map((id) => (
            <StuckSeat key={id} id={id} />
          ))}
        </ul>
      )}
    </section>
  )
}

function RaisedHand({ id, now }: { id: SeatId; now: number | null }) {
  const client = useCockpitClient()
  const name = useSeatName(id)
  const hand = useCockpit((state) => state.seats[id]?.hand ?? null)
  if (hand === null) return null
  return (
    <li className="flex items-center gap-2 rounded-md bg-warn-soft px-2 py-1.5 text-sm">
      <Hand aria-hidden className="size-4 shrink-0 text-warn" />
      <SeatLink id={id} name={name}>
        {now !== null && `waits for ${formatDuration(now - hand)}`}
      </SeatLink>
      <Button
        size="small"
        variant="quiet"
        aria-label={`Lower the hand of ${name}`}
        onClick={() => void client.tell({ type: 'lower-hand', seat: id })}
      >
        Lower
      </Button>
    </li>
  )
}

function StuckSeat({ id }: { id: SeatId }) {
  const name = useSeatName(id)
  const stuck = useCockpit((state) => state.seats[id]?.stuck ?? null)
  const columns = useCockpit((state) => state.columns)
  if (!stuck) return null
  return (
    <li className="flex items-start gap-2 rounded-md border border-line px-2 py-1.5 text-sm">
      <TriangleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger" />
      <SeatLink id={id} name={name}>
        {describeStuck(stuck, columns)}.{stuck.reason !== null && ` The check says: ${stuck.reason}`}
      </SeatLink>
    </li>
  )
}

function SeatLink({ id, name, children }: { id: SeatId; name: string; children: ReactNode }) {
  const client = useCockpitClient()
  return (
    <span className="min-w-0 flex-1">
      <button
        type="button"
        onClick={() => client.openSeat(id)}
        className="cursor-pointer font-medium underline-offset-2 hover:underline"
      >
        {name}
      </button>
      <span className="block text-xs wrap-anywhere text-ink-muted">{children}</span>
    </span>
  )
}
