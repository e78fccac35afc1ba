import type { TerminalSettings } from './terminal-settings-store.ts'

/** Stacks of what systems bring along: no font is fetched for the terminal. Each ends with one that Linux has. */
const STACKS: Record<Exclude<TerminalSettings['fontFamily'], 'page'>, string> = {
  wide: "'DejaVu Sans Mono', 'Menlo', 'Consolas', 'Noto Sans Mono', monospace",
  narrow: "'Iosevka', 'Ubuntu Mono', 'SF Mono', 'Cascadia Mono', 'Noto Sans Mono', monospace",
  typewriter: "'Courier New', 'Liberation Mono', 'Courier', 'Nimbus Mono PS', monospace",
}

export const FONT_LABELS: Record<TerminalSettings['fontFamily'], string> = {
  page: 'The system’s usual',
  wide: 'Wide (DejaVu, Menlo, Consolas)',
  narrow: 'Narrow (Ubuntu Mono, SF Mono)',
  typewriter: 'Typewriter (Courier)',
}

/** `pageStack`: what code on the page is set in (`--font-mono`). */
export function fontStack(family: TerminalSettings['fontFamily'], pageStack: string): string {
  return family === 'page' ? pageStack : STACKS[family]
}
