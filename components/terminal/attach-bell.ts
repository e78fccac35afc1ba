import type { Terminal } from '@xterm/xterm'
import type { TerminalUi } from './terminal-ui.ts'

/** More than three flashes a second may harm people (WCAG 2.2, 2.3.1); a program can ring without end. */
const LEAST_MS_BETWEEN_RINGS = 1_000

/** A ring is shown, never heard. `now` is in milliseconds. */
export function attachBell(
  terminal: Pick<Terminal, 'onBell'>,
  ui: TerminalUi,
  now: () => number = () => performance.now(),
): { dispose(): void } {
  let lastRing = Number.NEGATIVE_INFINITY
  return terminal.onBell(() => {
    if (now() - lastRing < LEAST_MS_BETWEEN_RINGS) return
    lastRing = now()
    ui.setState(({ rings }) => ({ rings: rings + 1 }))
  })
}
