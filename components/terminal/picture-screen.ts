import headless, { type ITerminalAddon } from '@xterm/headless'
import { pictureColours, readPicture, type PictureColours, type TerminalPicture } from './read-picture.ts'
import { PALETTES, type PaletteName } from './terminal-palettes.ts'

/** Ends an escape sequence that the picture before was cut off in. */
const CANCEL = '\x18'

/** The end of what a terminal has printed. */
export interface PictureSource {
  cols: number
  rows: number
  output: string
}

/** Turns output into something to draw: an xterm whose parser is what is wanted, also where there is no page. */
export class PictureScreen {
  readonly #terminal = new headless.Terminal({ allowProposedApi: true, scrollback: 0 })
  readonly #colours = new Map<PaletteName, PictureColours>()

  /** `graphemes` is `UnicodeGraphemesAddon`, which Node.js and bundlers import in two ways. */
  constructor(graphemes: ITerminalAddon) {
    this.#terminal.loadAddon(graphemes)
  }

  /** One at a time: the next may be asked for when this one has been parsed. */
  async parse({ cols, rows, output }: PictureSource, palette: PaletteName): Promise<TerminalPicture> {
    const terminal = this.#terminal
    terminal.reset()
    if (terminal.cols !== cols || terminal.rows !== rows) terminal.resize(cols, rows)
    await new Promise<void>((resolve) => terminal.write(CANCEL + output, resolve))
    return readPicture(terminal.buffer.active, { cols, rows, colours: this.#coloursOf(palette) })
  }

  #coloursOf(name: PaletteName): PictureColours {
    const colours = this.#colours.get(name) ?? pictureColours(PALETTES[name])
    this.#colours.set(name, colours)
    return colours
  }
}
