import type { PaletteName } from './terminal-palettes.ts'
import { terminalSettings, type TerminalSettings } from './terminal-settings-store.ts'

export function currentPalette(): PaletteName {
  return choosePalette(terminalSettings.getState(), document.documentElement.classList.contains('dark'))
}

export function choosePalette(
  { theme, isColourBlindSafe }: Pick<TerminalSettings, 'theme' | 'isColourBlindSafe'>,
  isPageDark: boolean,
): PaletteName {
  const shade = theme === 'page' ? (isPageDark ? 'dark' : 'light') : theme
  return isColourBlindSafe ? `colour-blind-${shade}` : shade
}

/** Calls back when terminals get other colours, until disposed. */
export function watchPalette(onChange: () => void): { dispose(): void } {
  let before = currentPalette()
  const look = () => {
    const now = currentPalette()
    if (now === before) return
    before = now
    onChange()
  }
  const unsubscribe = terminalSettings.subscribe(look)
  const page = new MutationObserver(look)
  page.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] })
  return {
    dispose: () => {
      unsubscribe()
      page.disconnect()
    },
  }
}
