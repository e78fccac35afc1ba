'use client'

import Link from 'next/link'
import { useState } from 'react'
import type { Presentation } from '../../../server/protocol/class.ts'
import type { TerminalRef } from '../../../server/protocol/ids.ts'
import type { InstanceView } from '../../../server/protocol/session.ts'
import { useSession } from '../../session/session-provider.tsx'
import { instancesOf } from '../../session/session-state.ts'
import { terminalKey } from '../../session/terminal-ref.ts'
import { Button } from '../../ui/button.tsx'
import { PopoverPanel } from '../../ui/popover-panel.tsx'
import { useCockpit, useCockpitClient } from '../cockpit/cockpit-provider.tsx'
import { workshopPath } from '../teach-api.ts'

/** All may follow a terminal of the instructor's own session, the one of this browser. */
export function PresentMyTerminal({
  presentation,
  isOwn,
}: {
  presentation: Presentation | null
  isOwn: boolean
}) {
  const client = useCockpitClient()
  return (
    <div className="flex flex-wrap items-center gap-2">
      {presentation && (
        <Button onClick={() => void client.tell({ type: 'present', terminal: null })}>
          {isOwn ? 'Stop presenting' : `End the presentation of ${presentation.by}`}
        </Button>
      )}
      {!presentation && (
        <PopoverPanel
          label="Present my terminal"
          className="w-72"
          collisionPadding={8}
          trigger={<Button variant="primary">Present my terminal</Button>}
        >
          <Choice />
        </PopoverPanel>
      )}
      <Link
        href={workshopPath(client.workshop)}
        prefetch={false}
        className="px-2 text-sm font-medium text-ink-muted underline-offset-4 hover:text-ink hover:underline"
      >
        Cockpit
      </Link>
    </div>
  )
}

function Choice() {
  const client = useCockpitClient()
  const lab = useCockpit((state) => state.workshop?.lab ?? '')
  const instances = useSession(instancesOf)
  const terminals = instances.flatMap(ownTerminals)
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const chosen = terminals.find(({ ref }) => terminalKey(ref) === chosenKey) ?? terminals[0]
  if (!chosen) {
    return (
      <p className="text-sm">
        You have no instance in this browser.{' '}
        <Link
          href={`/labs/${lab}`}
          prefetch={false}
          className="text-accent-strong underline underline-offset-4"
        >
          Open the lab
        </Link>{' '}
        and add one; then present it here.
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <label className="text-sm font-medium">
        Terminal
        <select
          value={terminalKey(chosen.ref)}
          onChange={({ currentTarget }) => setChosenKey(currentTarget.value)}
          className="mt-1 block h-9 w-full rounded-md border border-line-strong bg-surface px-2 text-sm font-normal"
        >
          {terminals.map(({ ref, label }) => (
            <option key={terminalKey(ref)} value={terminalKey(ref)}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <p className="text-xs text-ink-muted">
        Participants see its screen as it is, and what it shows from now on; not what has scrolled away. They
        cannot type.
      </p>
      <Button
        variant="primary"
        className="self-start"
        onClick={() => void client.tell({ type: 'present', terminal: chosen.ref })}
      >
        Present it
      </Button>
    </div>
  )
}

function ownTerminals(instance: InstanceView): { ref: TerminalRef; label: string }[] {
  if (instance.status !== 'ready') return []
  return instance.terminals.map(({ number, name }) => ({
    ref: { instance: instance.name, terminal: number },
    label: `${instance.name}, ${name ?? `terminal ${number}`}`,
  }))
}
