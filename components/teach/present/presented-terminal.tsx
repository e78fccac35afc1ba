'use client'

import type { InstanceName, TerminalNumber } from '../../../server/protocol/ids.ts'
import { useSessionClient } from '../../session/session-provider.tsx'
import { TerminalConnection } from '../../session/terminal-connection.tsx'
import { ShownTerminal } from '../../terminal/shown-terminal.tsx'
import type { XtermScreen } from '../../terminal/xterm-screen.ts'

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

  function open(screen: XtermScreen) {
    const channel = client.terminals.open(ref, screen)
    return () => client.terminals.close(ref, channel)
  }

  return (
    <section
      aria-label="Presented terminal"
      className="relative min-h-80 flex-1 overflow-hidden rounded-md border border-line"
    >
      <TerminalConnection terminal={ref} />
      <ShownTerminal
        label="Presented terminal: input. F6 leaves it."
        probe="presented"
        keys={() => client.terminals.get(ref)}
        onOpen={open}
        onLeave={() => document.querySelector<HTMLElement>('header button')?.focus()}
      />
    </section>
  )
}
