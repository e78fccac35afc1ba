/** A terminal sends Ctrl-C to npm and to us, and npm passes it on: two of them at once are one. */
const SAME_SIGNAL_MS = 500
const SIGNAL_EXIT_CODE = 130
/** The lab engine's answers are waited for 60 s; and systemd, by default, kills after 90 s without a word. */
const STOP_LIMIT_MS = 75_000
const HUNG_EXIT_CODE = 1
const SHOW_CURSOR = '\x1b[?25h'

export interface StopSignal {
  /** What a signal would break off now; it then ends the process at once. */
  enter(phase: string): void
  /** From now on a first signal resolves this, and only a second one ends the process at once. */
  wait(): Promise<void>
  /** What is being ended now. When all of it takes too long, the process ends and says so. */
  stopping(part: string): void
}

/** Listens to SIGINT and SIGTERM for as long as the process lives. */
export function watchStopSignal({ stopLimitMs = STOP_LIMIT_MS } = {}): StopSignal {
  const { promise, resolve } = Promise.withResolvers<void>()
  let phase: string | undefined = 'the first look at the machine'
  let firstAt: number | undefined
  let part: string | undefined
  function onSignal(): void {
    if (phase !== undefined) {
      // The progress display hides the cursor.
      if (process.stdout.isTTY) process.stdout.write(SHOW_CURSOR)
      console.error(`\nstopped during ${phase}; the next start goes on from there`)
      process.exit(SIGNAL_EXIT_CODE)
    }
    const now = performance.now()
    if (firstAt === undefined) {
      firstAt = now
      resolve()
    } else if (now - firstAt > SAME_SIGNAL_MS) process.exit(SIGNAL_EXIT_CODE)
  }
  function onHung(): void {
    const limit = `${stopLimitMs / 1000} s`
    console.error(
      `\n${part} has not stopped within ${limit}; not waiting for it. The next start puts it right.`,
    )
    process.exit(HUNG_EXIT_CODE)
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    enter: (next) => (phase = next),
    wait: () => {
      phase = undefined
      return promise
    },
    stopping(next) {
      if (part === undefined) setTimeout(onHung, stopLimitMs).unref()
      part = next
    },
  }
}
