'use client'

import type { Watch } from '../../../../server/protocol/class.ts'
import type { SeatId } from '../../../../server/protocol/workshop.ts'
import { ShownTerminal } from '../../../terminal/shown-terminal.tsx'
import { ConnectionBanner } from '../../../ui/connection-banner.tsx'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'

/** A participant's terminal, live. Keys go to it only where the participant has agreed to that. */
export function WatchedTerminal({ seat, name, watch }: { seat: SeatId; name: string; watch: Watch }) {
  const client = useCockpitClient()
  const { instance, terminal, mode } = watch
  const label = `Terminal of ${name}`
  const isDriving = mode === 'drive'

  return (
    <section
      aria-label={label}
      className="relative h-[min(28rem,55dvh)] overflow-hidden rounded-md border border-line"
    >
      <Failure />
      <ShownTerminal
        label={isDriving ? `${label}: input. F6 leaves it.` : `${label}: for watching only. F6 leaves it.`}
        probe="watched"
        keys={isDriving ? () => client.watched.channel ?? undefined : undefined}
        onOpen={(screen) => client.watched.open(seat, { instance, terminal }, screen)}
        onLeave={leaveTerminal}
      />
    </section>
  )
}

function Failure() {
  const client = useCockpitClient()
  const status = useCockpit((state) => state.watched.status)
  const isConnected = useCockpit((state) => state.socket.status === 'open')
  if (!isConnected || status.status !== 'failed') return null
  return <ConnectionBanner message={status.message} onRetry={() => client.watched.channel?.attach()} />
}

/** To what comes after the terminal in the panel, or to the panel itself. */
function leaveTerminal(direction: 'forward' | 'backward'): void {
  const panel = document.activeElement?.closest<HTMLElement>('[aria-label^="Look into"]')
  const next = direction === 'forward' ? panel?.querySelector<HTMLElement>('section ~ div button') : null
  ;(next ?? panel?.closest<HTMLElement>('[tabindex="-1"]'))?.focus()
}
