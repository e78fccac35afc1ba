'use client'

import { useEffect, useState, type RefObject } from 'react'
import { CastPlayback } from './cast-playback.ts'
import { openCastScreen, type XtermCastScreen } from './cast-screen.ts'
import type { Cast } from './parse-cast.ts'

export interface OpenPlayback {
  playback: CastPlayback
  /** For a slider that is dragged: of many places, those are shown for which there is time. */
  seekSoon: (seconds: number) => void
}

/** Plays a recording in an element. Null while the terminal is fetched, 'failed' when it cannot be. */
export function useCastPlayback(
  ref: RefObject<HTMLElement | null>,
  cast: Cast,
): OpenPlayback | 'failed' | null {
  const [opened, setOpened] = useState<OpenPlayback | 'failed' | null>(null)

  useEffect(() => {
    let isGone = false
    let close = () => void (isGone = true)
    openCastScreen(ref.current!)
      .then((screen) => {
        if (isGone) return screen.dispose()
        const playback = new CastPlayback(cast, screen)
        const stopClock = runClock(playback)
        setOpened({ playback, seekSoon: seekInTurn(playback, screen) })
        close = () => {
          stopClock()
          screen.dispose()
        }
      })
      .catch(() => setOpened('failed'))
    return () => close()
  }, [ref, cast])

  return opened
}

/** Frames are not drawn in a hidden tab: there it waits. */
function runClock(playback: CastPlayback): () => void {
  let before = performance.now()
  let frame = requestAnimationFrame(tick)
  function tick(now: number) {
    // A frame after a long wait must not skip what nobody has seen.
    playback.advance(Math.min(1, (now - before) / 1000))
    before = now
    frame = requestAnimationFrame(tick)
  }
  return () => cancelAnimationFrame(frame)
}

/** Going back prints everything before; the next such printing waits until the screen has got over the last. */
function seekInTurn(playback: CastPlayback, screen: XtermCastScreen): (seconds: number) => void {
  let target: number | undefined
  let isBusy = false
  function next() {
    isBusy = target !== undefined
    if (target === undefined) return
    playback.seek(target)
    target = undefined
    screen.settle(next)
  }
  return (seconds) => {
    target = seconds
    if (!isBusy) next()
  }
}
