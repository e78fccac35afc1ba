import type { Cast, CastEvent } from './parse-cast.ts'

/** Nobody wants to watch somebody think. */
export const MAX_IDLE_SECONDS = 2
export const SPEEDS = [0.5, 1, 1.5, 2, 4] as const

/** What shows a recording; an xterm in the page, a fake in tests. */
export interface CastScreen {
  reset(size: { cols: number; rows: number }): void
  write(text: string): void
  resize(size: { cols: number; rows: number }): void
}

export interface PlaybackState {
  isPlaying: boolean
  /** Without the idle time that is cut. */
  seconds: number
  durationSeconds: number
  speed: number
}

/**
 * Plays a recording on a screen. Has no clock: `advance` tells how much time has passed. Going back starts from the
 * beginning, as what a terminal shows depends on all that was printed.
 */
export class CastPlayback {
  readonly #cast: Cast
  readonly #events: readonly CastEvent[]
  readonly #screen: CastScreen
  readonly #listeners = new Set<() => void>()
  #next = 0
  #state: PlaybackState

  constructor(cast: Cast, screen: CastScreen) {
    this.#cast = cast
    this.#events = cutIdleTime(cast.events)
    this.#screen = screen
    const durationSeconds = this.#events.at(-1)?.seconds ?? 0
    this.#state = { isPlaying: false, seconds: 0, durationSeconds, speed: 1 }
    this.#restart()
    this.#playTo(0)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The same object until it changes. */
  readonly state = (): PlaybackState => this.#state

  /** Commands to jump to, with their times. */
  get marks(): { seconds: number; label: string }[] {
    return this.#events.flatMap((event) =>
      event.type === 'mark' ? [{ seconds: event.seconds, label: event.label }] : [],
    )
  }

  /** From the end it starts again. */
  toggle(): void {
    const { isPlaying, seconds, durationSeconds } = this.#state
    if (!isPlaying && seconds >= durationSeconds) this.seek(0)
    this.#set({ isPlaying: !isPlaying })
  }

  pause(): void {
    this.#set({ isPlaying: false })
  }

  setSpeed(speed: number): void {
    this.#set({ speed })
  }

  seek(target: number): void {
    const seconds = Math.min(this.#state.durationSeconds, Math.max(0, target))
    if (seconds < this.#state.seconds) this.#restart()
    this.#playTo(seconds)
    this.#set({ seconds })
  }

  /** `elapsedSeconds` of the person's time have passed. */
  advance(elapsedSeconds: number): void {
    const { isPlaying, seconds, speed, durationSeconds } = this.#state
    if (!isPlaying) return
    this.seek(seconds + elapsedSeconds * speed)
    if (this.#state.seconds >= durationSeconds) this.pause()
  }

  #restart(): void {
    this.#next = 0
    this.#screen.reset(this.#cast.header)
  }

  #playTo(seconds: number): void {
    let text = ''
    const flush = () => {
      if (text !== '') this.#screen.write(text)
      text = ''
    }
    for (; this.#next < this.#events.length; this.#next++) {
      const event = this.#events[this.#next]!
      if (event.seconds > seconds) break
      if (event.type === 'output') text += event.text
      if (event.type !== 'resize') continue
      flush()
      this.#screen.resize(event)
    }
    flush()
  }

  #set(change: Partial<PlaybackState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

function cutIdleTime(events: readonly CastEvent[]): CastEvent[] {
  let before = 0
  let cut = 0
  return events.map((event) => {
    cut += Math.max(0, event.seconds - before - MAX_IDLE_SECONDS)
    before = event.seconds
    return { ...event, seconds: event.seconds - cut }
  })
}
