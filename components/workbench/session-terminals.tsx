'use client'

import { useEffect, useState } from 'react'
import type { InstanceView, SessionView } from '../../server/protocol/session.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { TerminalTabs, type TerminalTab } from '../terminal/terminal-tabs.tsx'
import { loadXterm } from '../terminal/xterm-screen.ts'
import { InstanceWorkbench } from './instance-workbench.tsx'
import { createLayoutStore } from './layout-store.ts'
import { useFocusTarget } from './use-focus-target.ts'
import { useTerminalAddress } from './use-terminal-address.ts'

/** The terminals of a session's instances, side by side in tabs. */
export function SessionTerminals({ session: { username, instances } }: { session: SessionView }) {
  const client = useSessionClient()
  const active = useSession((state) => state.activeInstance)
  const [layouts] = useState(() => createLayoutStore(username))
  const focus = useFocusTarget(layouts)
  useTerminalAddress(layouts)
  useEffect(() => {
    // While the instance starts. A failure is told where the terminal is opened.
    loadXterm().catch(() => undefined)
  }, [])
  useEffect(() => layouts.keepOnly(instances.map(({ name }) => name)), [layouts, instances])
  const shown = instances.filter(({ status }) => status !== 'removing')
  if (active === null || shown.length === 0) return null
  const tabs = shown.map((instance): TerminalTab => {
    const { name, status } = instance
    return {
      name,
      state: status === 'removing' ? 'failed' : status,
      content:
        status === 'ready' ? (
          <InstanceWorkbench instance={instance} layouts={layouts} focus={focus} />
        ) : (
          <NotReady name={name} status={status} />
        ),
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

function NotReady({ name, status }: Pick<InstanceView, 'name' | 'status'>) {
  return (
    <div className="grid size-full place-items-center bg-term-background p-6 text-center text-sm text-ink-muted">
      {status === 'starting'
        ? `The terminal opens by itself when ${name} is ready.`
        : `${name} does not run. Replace it with a new one.`}
    </div>
  )
}
