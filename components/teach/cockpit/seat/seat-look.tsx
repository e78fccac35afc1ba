'use client'

import { lazy, Suspense, useState } from 'react'
import type { SeatRow } from '../../../../server/protocol/cockpit.ts'
import type { TerminalRef } from '../../../../server/protocol/ids.ts'
import { terminalKey } from '../../../session/terminal-ref.ts'
import { Button } from '../../../ui/button.tsx'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { terminalsOf } from '../cockpit-state.ts'
import { describeLook } from '../look-words.ts'

const WatchedTerminal = lazy(async () => ({
  default: (await import('./watched-terminal.tsx')).WatchedTerminal,
}))

/** A look into a terminal: asked for, granted or refused. */
export function SeatLook({ seat, name }: { seat: SeatRow; name: string }) {
  const { watch } = seat
  const isOwn = useCockpit(({ myName }) => watch !== null && (myName === null || watch.by === myName))
  const end = useCockpit((state) => state.watchEnds[seat.id])
  return (
    <section aria-label={`Look into a terminal of ${name}`} className="flex flex-col gap-2">
      {/* What changes here is told by the page's own announcer, whether this is open or not. */}
      <p className="text-sm">{describeLook({ watch, isOwn, end, name })}</p>
      {isOwn && watch?.status === 'granted' && (
        <Suspense>
          <WatchedTerminal key={`${watch.id} ${watch.mode}`} seat={seat.id} name={name} watch={watch} />
        </Suspense>
      )}
      <LookButtons seat={seat} isOwn={isOwn} name={name} />
    </section>
  )
}

function LookButtons({ seat, isOwn, name }: { seat: SeatRow; isOwn: boolean; name: string }) {
  const client = useCockpitClient()
  const terminals = terminalsOf(seat)
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const chosen = terminals.find((ref) => terminalKey(ref) === chosenKey) ?? terminals[0]
  const { watch } = seat
  if (!chosen) return <p className="text-sm text-ink-muted">{name} has no terminal now.</p>
  const ask = (mode: 'watch' | 'drive') => {
    // To drive what is watched now is about the same terminal.
    const ref: TerminalRef = watch && isOwn ? { instance: watch.instance, terminal: watch.terminal } : chosen
    void client.askToWatch(seat.id, mode, ref)
  }
  const isWatching = watch !== null && isOwn
  return (
    <div className="flex flex-wrap items-center gap-2">
      {terminals.length > 1 && !isWatching && (
        <label className="flex items-center gap-2 text-sm">
          Terminal
          <select
            value={terminalKey(chosen)}
            onChange={({ currentTarget }) => setChosenKey(currentTarget.value)}
            className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm"
          >
            {terminals.map((ref) => (
              <option key={terminalKey(ref)} value={terminalKey(ref)}>
                {ref.instance}, terminal {ref.terminal}
              </option>
            ))}
          </select>
        </label>
      )}
      {!isWatching && <Button onClick={() => ask('watch')}>Ask to watch</Button>}
      {!(isWatching && watch.mode === 'drive') && <Button onClick={() => ask('drive')}>Ask to drive</Button>}
      {isWatching && <Button onClick={() => void client.endWatch(seat.id)}>Stop watching</Button>}
    </div>
  )
}
