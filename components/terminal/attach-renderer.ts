import type { Terminal } from '@xterm/xterm'
import type { WebglAddon } from '@xterm/addon-webgl'
import { isSoftwareRenderer } from './software-renderer.ts'
import { terminalSettings, type TerminalSettings } from './terminal-settings-store.ts'

/**
 * Draws with WebGL where a graphics card does the work, and with page elements otherwise: xterm's own renderer, which
 * is there from the start. A lost context (the browser keeps only some, and drivers restart) falls back for good.
 * `onCellsChange`: each draws cells of another width.
 */
export function attachRenderer(terminal: Terminal, onCellsChange: () => void): { dispose(): void } {
  let addon: WebglAddon | null = null
  let isGivenUp = false
  let isDisposed = false

  function fallBack() {
    if (!addon) return
    addon.dispose()
    addon = null
    onCellsChange()
  }
  async function follow({ renderer }: TerminalSettings) {
    if (!wantsWebgl(renderer) || isGivenUp) return fallBack()
    if (addon) return
    const { WebglAddon: Addon } = await import('@xterm/addon-webgl')
    const isStillWanted = wantsWebgl(terminalSettings.getState().renderer)
    if (isDisposed || addon || !isStillWanted) return
    const opened = new Addon()
    opened.onContextLoss(() => {
      isGivenUp = true
      fallBack()
    })
    // Throws where there is no WebGL after all.
    terminal.loadAddon(opened)
    addon = opened
    onCellsChange()
  }
  const giveUp = () => void (isGivenUp = true)
  follow(terminalSettings.getState()).catch(giveUp)
  const unsubscribe = terminalSettings.subscribe((settings, before) => {
    if (settings.renderer !== before.renderer) follow(settings).catch(giveUp)
  })
  return {
    dispose: () => {
      isDisposed = true
      unsubscribe()
    },
  }
}

function wantsWebgl(renderer: TerminalSettings['renderer']): boolean {
  return renderer === 'webgl' || (renderer === 'auto' && hasGraphicsCard())
}

/** WebGL in software is slower than page elements. Browsers may say so when asked for a context, or in its name only. */
function hasGraphicsCard(): boolean {
  const context = document
    .createElement('canvas')
    .getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  if (context === null) return false
  const names = context.getExtension('WEBGL_debug_renderer_info')
  const renderer: unknown = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER)
  // The browser allows a page only some contexts.
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return typeof renderer === 'string' && !isSoftwareRenderer(renderer)
}
