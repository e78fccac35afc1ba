import { TERMINAL_COLS, TERMINAL_ROWS } from '../protocol/limits.ts'

export interface TerminalSize {
  cols: number
  rows: number
}

/** Whole cells within the protocol's bounds, whatever a browser has measured. */
export function clampSize({ cols, rows }: TerminalSize): TerminalSize {
  return { cols: clamp(cols, TERMINAL_COLS), rows: clamp(rows, TERMINAL_ROWS) }
}

export function isSameSize(a: TerminalSize, b: TerminalSize): boolean {
  return a.cols === b.cols && a.rows === b.rows
}

function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, Math.floor(value)))
}
