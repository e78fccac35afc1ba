import type { ITheme, Terminal } from '@xterm/xterm'
import { fontStack } from './terminal-fonts.ts'
import { currentPalette, watchPalette } from './current-palette.ts'
import { MINIMUM_CONTRAST, PALETTES, type Palette } from './terminal-palettes.ts'
import { terminalSettings } from './terminal-settings-store.ts'

/** Translucent, in hexadecimal. */
const SCROLLBAR_ALPHA = '55'
const ACTIVE_SCROLLBAR_ALPHA = '88'

/** Font and colours as the settings and the page say, until disposed. `onFontChange`: cells have another size. */
export function attachLook(terminal: Terminal, onFontChange: () => void): { dispose(): void } {
  const followTheme = () => (terminal.options.theme = toXtermTheme(PALETTES[currentPalette()]))
  const followFont = () => {
    terminal.options.fontSize = terminalSettings.getState().fontSizePx
    terminal.options.fontFamily = currentFont(terminal)
  }
  terminal.options.minimumContrastRatio = MINIMUM_CONTRAST
  followTheme()
  followFont()
  const palette = watchPalette(followTheme)
  const unsubscribe = terminalSettings.subscribe((settings, before) => {
    if (settings.fontSizePx !== before.fontSizePx || settings.fontFamily !== before.fontFamily) {
      followFont()
      onFontChange()
    }
  })
  return {
    dispose: () => {
      unsubscribe()
      palette.dispose()
    },
  }
}

function currentFont(terminal: Terminal): string {
  const pageStack = getComputedStyle(terminal.element!).getPropertyValue('--font-mono')
  return fontStack(terminalSettings.getState().fontFamily, pageStack)
}

/** Bold text is drawn in the bright colours; here they are the plain ones, as bold is enough of a difference. */
function toXtermTheme(palette: Palette): ITheme {
  const {
    background,
    foreground,
    cursor,
    selection,
    match: _match,
    activeMatch: _activeMatch,
    ...colours
  } = palette
  return {
    ...colours,
    background,
    foreground,
    cursor,
    cursorAccent: background,
    // Between the text and the marks beside the scroll bar: none.
    overviewRulerBorder: background,
    selectionBackground: selection,
    selectionInactiveBackground: selection,
    scrollbarSliderBackground: foreground + SCROLLBAR_ALPHA,
    scrollbarSliderHoverBackground: foreground + ACTIVE_SCROLLBAR_ALPHA,
    scrollbarSliderActiveBackground: foreground + ACTIVE_SCROLLBAR_ALPHA,
    brightRed: colours.red,
    brightGreen: colours.green,
    brightYellow: colours.yellow,
    brightBlue: colours.blue,
    brightMagenta: colours.magenta,
    brightCyan: colours.cyan,
  }
}
