'use client'

import { useCallback } from 'react'
import type { InstanceName, TerminalNumber } from '../../../server/protocol/ids.ts'
import { useSessionClient } from '../../session/session-provider.tsx'
import { TerminalConnection } from '../../session/terminal-connection.tsx'
import { publishProbe } from '../../terminal/terminal-probe.ts'
import { TerminalView } from '../../terminal/terminal-view.tsx'
import type { XtermScreen } from '../../terminal/xterm-screen.ts'

/** What `window.__drydock` calls it: a contract, see `e2e/`. */
const PROBE_NAME = 'presented'

/** The instructor's own terminal, to type in while all look. */
export function PresentedTerminal({
  instance,
  terminal,
}: {
  instance: InstanceName
  terminal: TerminalNumber
}) {
  const client = useSessionClient()
  const ref = { instance, terminal }

  const open = useCallback(
    (screen: XtermScreen) => {
      const opened = { instance, terminal }
      const channel = client.terminals.open(opened, screen)
      const unpublish = publishProbe(PROBE_NAME, screen)
      return () => {
        unpublish()
        client.terminals.close(opened, channel)
      }
    },
    [client, instance, terminal],
  )

  return (
    <section
      aria-label="Presented terminal"
      className="relative min-h-80 flex-1 overflow-hidden rounded-md border border-line"
    >
      <TerminalConnection terminal={ref} />
      <TerminalView
        label="Presented terminal: input. F6 leaves it."
        isInUse={false}
        keysPlace={null}
        focusRequests={0}
        onOpen={open}
        onInput={(text) => client.terminals.get(ref)?.input(text)}
        onBinaryInput={(text) => client.terminals.get(ref)?.binaryInput(text)}
        onResize={() => client.terminals.get(ref)?.resized()}
        onLeave={() => document.querySelector<HTMLElement>('header button')?.focus()}
      />
    </section>
  )
}
