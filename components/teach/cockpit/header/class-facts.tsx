'use client'

import { Clock, EyeOff, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { formatCountdown } from '../../../ui/format-duration.ts'
import { useNow } from '../../../ui/use-now.ts'
import { describeTime } from '../../../ui/describe-time.ts'
import { useCockpit, useCockpitClient, useCockpitShallow } from '../cockpit-provider.tsx'
import { JoinCode } from './join-code.tsx'

const TICK_MS = 1_000

/** One line: how to join, who is there, how long it goes on. */
export function ClassFacts({ children }: { children: ReactNode }) {
  const areNamesHidden = useCockpit((state) => state.areNamesHidden)
  const client = useCockpitClient()
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <JoinCode />
      <Attendance />
      <WhenItIs />
      <RunningTimer />
      {areNamesHidden && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => client.store.setState({ areNamesHidden: false })}
          title="Show them again"
        >
          <EyeOff aria-hidden className="size-3.5" /> Names are hidden on this screen
        </Button>
      )}
      <div className="ml-auto">{children}</div>
    </div>
  )
}

function Attendance() {
  const { here, taken, seats, waiting } = useCockpitShallow((state) => {
    const all = Object.values(state.seats)
    const waiting = all.filter(({ status }) => status === 'waiting').length
    return {
      here: all.filter(({ status }) => status === 'working').length,
      taken: all.length - waiting,
      waiting,
      seats: state.workshop?.seats ?? 0,
    }
  })
  return (
    <p className="inline-flex items-center gap-1.5 text-sm tabular-nums">
      <Users aria-hidden className="size-4 text-ink-muted" />
      <span>
        <strong>{here}</strong> here, {taken} of {seats} seats taken
        {waiting > 0 && `, ${waiting} waiting for a seat`}
      </span>
    </p>
  )
}

function WhenItIs() {
  const times = useCockpitShallow(({ workshop }) => ({
    startsAt: workshop?.startsAt ?? 0,
    endsAt: workshop?.endsAt ?? 0,
    phase: workshop?.phase ?? 'scheduled',
  }))
  const now = useNow(60_000)
  // The server does not know the reader's time zone.
  if (now === null) return null
  return (
    <p className="text-sm text-ink-muted">
      {times.phase}, {describeTime(times)}
    </p>
  )
}

function RunningTimer() {
  const client = useCockpitClient()
  const timer = useCockpit((state) => state.room?.timer ?? null)
  const now = useNow(TICK_MS)
  if (!timer || now === null) return null
  const leftMs = timer.endsAt - now
  return (
    <span className="inline-flex items-center gap-2 rounded-full bg-warn-soft py-0.5 pr-1 pl-3 text-sm text-warn">
      <Clock aria-hidden className="size-4" />
      <span role="timer" aria-label={timer.label} className="font-semibold tabular-nums">
        {timer.label} {leftMs > 0 ? formatCountdown(leftMs) : 'is over'}
      </span>
      <Button size="small" variant="quiet" onClick={() => void client.tell({ type: 'stop-timer' })}>
        Stop
      </Button>
    </span>
  )
}
