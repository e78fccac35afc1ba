'use client'

import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Button } from '../ui/button.tsx'
import { formatCountdown } from '../ui/format-duration.ts'
import { SPEEDS } from './cast-playback.ts'
import type { OpenPlayback } from './use-cast-playback.ts'

const FIELD = 'h-8 rounded-md border border-line-strong bg-surface px-2 text-sm'

export function CastControls({ opened: { playback, seekSoon } }: { opened: OpenPlayback }) {
  const { isPlaying, seconds, durationSeconds, speed } = useSyncExternalStore(
    playback.subscribe,
    playback.state,
    playback.state,
  )
  const position = formatCountdown(seconds * 1000)
  const duration = formatCountdown(durationSeconds * 1000)
  const { marks } = playback
  const playRef = useRef<HTMLButtonElement>(null)
  // The first thing that somebody wants who has opened a recording; the dialog was open before there was a button.
  useEffect(() => playRef.current?.focus(), [])
  const Icon = isPlaying ? Pause : Play
  return (
    <div role="group" aria-label="Playback" className="mt-3 flex flex-wrap items-center gap-3">
      <Button variant="primary" ref={playRef} onClick={() => playback.toggle()}>
        <Icon aria-hidden className="size-4" />
        {isPlaying ? 'Pause' : 'Play'}
      </Button>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${position} of ${duration}`}
        min={0}
        max={durationSeconds}
        // By mouse any moment; an arrow key then moves by a hundredth of the whole.
        step="any"
        value={seconds}
        onChange={(event) => seekSoon(event.target.valueAsNumber)}
        className="min-w-32 flex-1 accent-accent"
      />
      <span aria-hidden className="text-xs text-ink-muted tabular-nums">
        {position} / {duration}
      </span>
      {marks.length > 0 && (
        <select
          aria-label="Go to a command"
          value=""
          onChange={(event) => seekSoon(marks[Number(event.target.value)]?.seconds ?? 0)}
          className={`${FIELD} w-40`}
        >
          <option value="" disabled>
            Go to …
          </option>
          {marks.map(({ seconds: at, label }, index) => (
            <option key={index} value={index}>
              {formatCountdown(Math.floor(at) * 1000)} {label}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label="Speed"
        value={speed}
        onChange={(event) => playback.setSpeed(Number(event.target.value))}
        className={FIELD}
      >
        {SPEEDS.map((factor) => (
          <option key={factor} value={factor}>
            {factor}×
          </option>
        ))}
      </select>
    </div>
  )
}
