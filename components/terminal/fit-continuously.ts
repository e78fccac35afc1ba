import type { FitAddon } from '@xterm/addon-fit'
import type { Terminal } from '@xterm/xterm'
import { TERMINAL_COLS, TERMINAL_ROWS } from '../../server/protocol/limits.ts'
import { nextSmallerFontSize, shownFontSize, type Extent } from './shown-font-size.ts'
import { cellOf, isTooLarge, placeOf, stretch } from './terminal-extents.ts'
import { terminalSettings } from './terminal-settings-store.ts'

export interface Cells {
  cols: number
  rows: number
}

export interface Fitting {
  /** What fits into the element, with letters of the usual size; also while another size is shown. */
  readonly size: Cells
  /** Shows exactly this size, with smaller letters or parts out of view if need be; null: the one that fits. */
  show(size: Cells | null): void
  /** Something else than the element has changed, such as the size of the letters. */
  refit(): void
  dispose(): void
}

/** Keeps the terminal as large as its element, until disposed; at most once a frame. A hidden one keeps its size. */
export function fitContinuously(
  element: HTMLElement,
  terminal: Terminal,
  { addon, onFit }: { addon: FitAddon; onFit: () => void },
): Fitting {
  let frame: number | undefined
  let fitted: Cells = { cols: terminal.cols, rows: terminal.rows }
  let shown: Cells | null = null
  /** One cell with letters of the usual size, and that size. */
  let usual: { cell: Extent; px: number } | undefined

  function fit() {
    const isHidden = element.clientWidth === 0
    if (shown) resize(shown)
    if (isHidden) return
    const next = shown ? fitShown(shown) : fitPlace()
    if (!next || (next.cols === fitted.cols && next.rows === fitted.rows)) return
    fitted = next
    onFit()
  }

  function fitPlace(): Cells | undefined {
    const proposed = addon.proposeDimensions()
    if (!proposed || Number.isNaN(proposed.cols) || Number.isNaN(proposed.rows)) return undefined
    const next = clampCells(proposed)
    resize(next)
    // A pane that is smaller than the least size is looked at in parts.
    const isCutOff = next.cols > proposed.cols || next.rows > proposed.rows
    element.style.overflow = isCutOff ? 'auto' : ''
    stretch(terminal, isCutOff ? placeOf(element, terminal) : null)
    usual = { cell: cellOf(terminal), px: usualFontSize() }
    return next
  }

  function fitShown(size: Cells): Cells | undefined {
    if (!usual) return undefined
    const px = usualFontSize()
    const cell = scaled(usual.cell, px / usual.px)
    const place = placeOf(element, terminal)
    terminal.options.fontSize = shownFontSize({ size, cell, place, usualPx: px })
    // Widths of cells are rounded, so that what should fit may not.
    while (isTooLarge(terminal, place)) {
      const smallerPx = nextSmallerFontSize(terminal.options.fontSize)
      if (smallerPx === undefined) break
      terminal.options.fontSize = smallerPx
    }
    stretch(terminal, place)
    return clampCells({
      cols: Math.floor(place.width / cell.width),
      rows: Math.floor(place.height / cell.height),
    })
  }

  function resize({ cols, rows }: Cells) {
    if (cols !== terminal.cols || rows !== terminal.rows) terminal.resize(cols, rows)
  }

  function refit() {
    frame ??= requestAnimationFrame(() => {
      frame = undefined
      fit()
    })
  }

  const observer = new ResizeObserver(refit)
  observer.observe(element)
  // Before the shell is attached, so that it starts with the right size.
  fit()
  return {
    get size() {
      return fitted
    },
    show: (size) => {
      if (size?.cols === shown?.cols && size?.rows === shown?.rows) return
      shown = size
      element.style.overflow = size ? 'auto' : ''
      if (!size) terminal.options.fontSize = usualFontSize()
      // At once: what is printed next is printed for this size.
      fit()
      // What says that another size is shown takes place too, and comes or goes in this very moment.
      refit()
    },
    refit,
    dispose: () => {
      observer.disconnect()
      if (frame !== undefined) cancelAnimationFrame(frame)
    },
  }
}

function usualFontSize(): number {
  return terminalSettings.getState().fontSizePx
}

/** As the broker does: screen and shell must agree on the size. */
function clampCells({ cols, rows }: Cells): Cells {
  return { cols: clamp(cols, TERMINAL_COLS), rows: clamp(rows, TERMINAL_ROWS) }
}

function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, value))
}

function scaled({ width, height }: Extent, factor: number): Extent {
  return { width: width * factor, height: height * factor }
}
