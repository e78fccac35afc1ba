/** A terminal sends Ctrl-C to npm and to us, and npm passes it on: two of them at once are one. */
const SAME_SIGNAL_MS = 500
const SIGNAL_EXIT_CODE = 130
const SHOW_CURSOR = '\x1b[?25h'

export interface StopSignal {
  /** What a signal would break off now; it then ends the process at once. */
  enter(phase: string): void
  /** From now on a first signal resolves this, and only a second one ends the process at once. */
  wait(): Promise<void>
}

/** Listens to SIGINT and SIGTERM for as long as the process lives. */
export function watchStopSignal(): StopSignal {
  const { promise, resolve } = Promise.withResolvers<void>()
  let phase: string | undefined = 'the first look at the machine'
  let firstAt: number | undefined
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
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    enter: (next) => (phase = next),
    wait: () => {
      phase = undefined
      return promise
    },
  }
}
