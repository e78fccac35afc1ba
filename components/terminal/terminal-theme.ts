import type { ITheme } from '@xterm/xterm'

/** xterm's names and the page's tokens (`app/globals.css`), which have a value for each of light and dark. */
const TOKENS = {
  background: '--term-background',
  foreground: '--term-foreground',
  cursor: '--term-cursor',
  cursorAccent: '--term-background',
  selectionBackground: '--term-selection',
  selectionInactiveBackground: '--term-selection',
  scrollbarSliderBackground: '--term-scrollbar',
  scrollbarSliderHoverBackground: '--term-scrollbar-active',
  scrollbarSliderActiveBackground: '--term-scrollbar-active',
  black: '--term-black',
  red: '--term-red',
  green: '--term-green',
  yellow: '--term-yellow',
  blue: '--term-blue',
  magenta: '--term-magenta',
  cyan: '--term-cyan',
  white: '--term-white',
  brightBlack: '--term-bright-black',
  brightRed: '--term-red',
  brightGreen: '--term-green',
  brightYellow: '--term-yellow',
  brightBlue: '--term-blue',
  brightMagenta: '--term-magenta',
  brightCyan: '--term-cyan',
  brightWhite: '--term-foreground',
} as const satisfies ITheme

export function readTerminalTheme(): ITheme {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]),
  )
}

/** Calls back when the page turns light or dark, until disposed. */
export function watchTerminalTheme(onChange: (theme: ITheme) => void): { dispose(): void } {
  const observer = new MutationObserver(() => onChange(readTerminalTheme()))
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] })
  return { dispose: () => observer.disconnect() }
}
