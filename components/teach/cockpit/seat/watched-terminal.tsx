'use client'

import { useCallback } from 'react'
import type { Watch } from '../../../../server/protocol/class.ts'
import type { SeatId } from '../../../../server/protocol/workshop.ts'
import { publishProbe } from '../../../terminal/terminal-probe.ts'
import { TerminalView } from '../../../terminal/terminal-view.tsx'
import type { XtermScreen } from '../../../terminal/xterm-screen.ts'
import { ConnectionBanner } from '../../../ui/connection-banner.tsx'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'

/** What `window.__drydock` calls it: a contract, see `e2e/`. */
const PROBE_NAME = 'watched'

/** A participant's terminal, live. Keys go to it only where the participant has agreed to that. */
export function WatchedTerminal({ seat, name, watch }: { seat: SeatId; name: string; watch: Watch }) {
  const client = useCockpitClient()
  const { instance, terminal, mode } = watch
  const label = `Terminal of ${name}`
  const isDriving = mode === 'drive'

  const open = useCallback(
    (screen: XtermScreen) => {
      const close = client.watched.open(seat, { instance, terminal }, screen)
      const unpublish = publishProbe(PROBE_NAME, screen)
      return () => {
        unpublish()
        close()
      }
    },
    [client, seat, instance, terminal],
  )

  return (
    <section
      aria-label={label}
      className="relative h-[min(28rem,55dvh)] overflow-hidden rounded-md border border-line"
    >
      <Failure />
      <TerminalView
        label={isDriving ? `${label}: input. F6 leaves it.` : `${label}: for watching only. F6 leaves it.`}
        isInUse={false}
        keysPlace={null}
        focusRequests={0}
        onOpen={open}
        onInput={(text) => {
          if (isDriving) client.watched.channel?.input(text)
        }}
        onBinaryInput={(text) => {
          if (isDriving) client.watched.channel?.binaryInput(text)
        }}
        onResize={() => {
          // The size is the participant's as long as one only watches.
          if (isDriving) client.watched.channel?.resized()
        }}
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
