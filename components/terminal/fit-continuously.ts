import type { FitAddon } from '@xterm/addon-fit'
import type { Terminal } from '@xterm/xterm'
import { TERMINAL_COLS, TERMINAL_ROWS } from '../../server/protocol/limits.ts'

/**
 * Keeps the terminal as large as its element, until disposed; at most once a frame. A hidden one keeps its size.
 * `refit`: something else than the element has changed, such as the size of the letters.
 */
export function fitContinuously(
  element: HTMLElement,
  terminal: Terminal,
  addon: FitAddon,
): { refit(): void; dispose(): void } {
  let frame: number | undefined

  function fit() {
    frame = undefined
    const proposed = addon.proposeDimensions()
    if (element.clientWidth === 0 || !proposed || Number.isNaN(proposed.cols) || Number.isNaN(proposed.rows))
      return
    const cols = clamp(proposed.cols, TERMINAL_COLS)
    const rows = clamp(proposed.rows, TERMINAL_ROWS)
    if (cols !== terminal.cols || rows !== terminal.rows) terminal.resize(cols, rows)
  }

  function refit() {
    frame ??= requestAnimationFrame(fit)
  }

  const observer = new ResizeObserver(refit)
  observer.observe(element)
  // Before the shell is attached, so that it starts with the right size.
  fit()
  return {
    refit,
    dispose: () => {
      observer.disconnect()
      if (frame !== undefined) cancelAnimationFrame(frame)
    },
  }
}

/** As the broker does: screen and shell must agree on the size. */
function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, value))
}
