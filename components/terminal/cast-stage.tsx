'use client'

import '@xterm/xterm/css/xterm.css'
import { useRef, type KeyboardEvent } from 'react'
import { CastControls } from './cast-controls.tsx'
import type { Cast } from './parse-cast.ts'
import { useCastPlayback } from './use-cast-playback.ts'

/** Elements for which Space has a meaning of its own. */
const USES_SPACE = 'button, select, input:not([type=range])'

export function CastStage({ cast }: { cast: Cast }) {
  const ref = useRef<HTMLDivElement>(null)
  const opened = useCastPlayback(ref, cast)

  function handleKey(event: KeyboardEvent) {
    if (event.key !== ' ' || !opened || opened === 'failed') return
    if (event.target instanceof Element && event.target.matches(USES_SPACE)) return
    event.preventDefault()
    opened.playback.toggle()
  }

  return (
    <div onKeyDown={handleKey}>
      <div
        role="group"
        aria-label="Screen of the recording"
        // A recording of a larger screen is scrolled, by keyboard too.
        tabIndex={0}
        className="max-h-[60dvh] min-h-40 overflow-auto rounded border border-line bg-term-background p-2"
      >
        <div ref={ref} />
      </div>
      {opened === 'failed' && (
        <p role="alert" className="mt-3 text-sm">
          The player could not be loaded. Reload the page.
        </p>
      )}
      {opened && opened !== 'failed' && <CastControls opened={opened} />}
    </div>
  )
}
