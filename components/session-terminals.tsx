'use client'

import { useCallback, useEffect } from 'react'
import type { InstanceName } from '../server/protocol/ids.ts'
import type { InstanceView } from '../server/protocol/session.ts'
import { useSession, useSessionClient } from './session/session-provider.tsx'
import { TerminalConnection } from './session/terminal-connection.tsx'
import { publishProbe } from './terminal/terminal-probe.ts'
import { TerminalTabs, type TerminalTab } from './terminal/terminal-tabs.tsx'
import { TerminalView } from './terminal/terminal-view.tsx'
import { loadXterm, type XtermScreen } from './terminal/xterm-screen.ts'
import { focusNextPane } from './workspace-panes.ts'

/** The terminals of a session's instances, side by side in tabs. */
export function SessionTerminals({ instances }: { instances: readonly InstanceView[] }) {
  const client = useSessionClient()
  const active = useSession((state) => state.activeInstance)
  useEffect(() => {
    // While the instance starts. A failure is told where the terminal is opened.
    loadXterm().catch(() => undefined)
  }, [])
  const shown = instances.filter(({ status }) => status !== 'removing')
  if (active === null || shown.length === 0) return null
  const tabs = shown.map(({ name, status }): TerminalTab => {
    const isReady = status === 'ready'
    return {
      name,
      state: status === 'removing' ? 'failed' : status,
      content: isReady ? <InstanceTerminal name={name} /> : <NotReady name={name} status={status} />,
    }
  })
  return (
    <TerminalTabs
      tabs={tabs}
      active={active}
      onSelect={(name) => {
        const instance = shown.find((candidate) => candidate.name === name)
        if (instance) client.selectInstance(instance.name)
      }}
      hint={
        <>
          <kbd>F6</kbd> leaves the terminal
        </>
      }
    />
  )
}

function InstanceTerminal({ name }: { name: InstanceName }) {
  const client = useSessionClient()
  const isActive = useSession((state) => state.activeInstance === name)
  const focusRequests = useSession((state) => state.focusRequests)

  const open = useCallback(
    (screen: XtermScreen) => {
      const terminal = client.terminals.open(name, screen)
      const unpublish = publishProbe(name, screen)
      return () => {
        unpublish()
        client.terminals.close(name, terminal)
      }
    },
    [client, name],
  )

  return (
    <section aria-label={`Terminal ${name}`} className="absolute inset-0">
      <TerminalConnection name={name} />
      <TerminalView
        label={`Terminal ${name}: input. F6 leaves it.`}
        focusRequests={isActive ? focusRequests : 0}
        onOpen={open}
        onInput={(text) => client.terminals.get(name)?.input(text)}
        onBinaryInput={(text) => client.terminals.get(name)?.binaryInput(text)}
        onResize={() => client.terminals.get(name)?.resized()}
        onLeave={focusNextPane}
      />
    </section>
  )
}

function NotReady({ name, status }: Pick<InstanceView, 'name' | 'status'>) {
  return (
    <div className="grid size-full place-items-center bg-term-background p-6 text-center text-sm text-ink-muted">
      {status === 'starting'
        ? `The terminal opens by itself when ${name} is ready.`
        : `${name} did not start. Delete it and add a new one.`}
    </div>
  )
}
