import { currentPalette } from './attach-look.ts'
import { terminalSettings } from './terminal-settings-store.ts'

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
