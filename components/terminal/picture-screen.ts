import { currentPalette } from './attach-look.ts'
import { pictureColours, readPicture, type PictureColours, type TerminalPicture } from './read-picture.ts'
import { PALETTES, type PaletteName } from './terminal-palettes.ts'
import { terminalSettings } from './terminal-settings-store.ts'
import { loadXterm } from './xterm-screen.ts'

/** Ends an escape sequence that the picture before was cut off in. */
const CANCEL = '\x18'

/** The end of what a terminal has printed. */
export interface PictureSource {
  cols: number
  rows: number
  output: string
}

/** Turns output into something to draw, one after the other. */
export interface PictureScreen {
  parse(source: PictureSource, onParsed: (picture: TerminalPicture) => void): void
  dispose(): void
}

/**
 * One xterm without a place on the page, for all small pictures: its parser is what is wanted. When a parsing is
 * started by the end of another, xterm goes on at once, without a timer in between.
 */
export async function openPictureScreen(): Promise<PictureScreen> {
  const [{ Terminal: Xterm }, , { UnicodeGraphemesAddon }] = await loadXterm()
  const terminal = new Xterm({ allowProposedApi: true, scrollback: 0 })
  terminal.loadAddon(new UnicodeGraphemesAddon())
  let looked: { name: PaletteName; colours: PictureColours } | undefined
  const colours = () => {
    const name = currentPalette()
    if (looked?.name !== name) looked = { name, colours: pictureColours(PALETTES[name]) }
    return looked.colours
  }
  return {
    parse({ cols, rows, output }, onParsed) {
      terminal.reset()
      if (terminal.cols !== cols || terminal.rows !== rows) terminal.resize(cols, rows)
      terminal.write(CANCEL + output, () =>
        onParsed(readPicture(terminal.buffer.active, { cols, rows, colours: colours() })),
      )
    },
    dispose: () => terminal.dispose(),
  }
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
