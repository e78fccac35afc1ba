import type { IBuffer, IBufferCell } from '@xterm/xterm'
import type { Palette } from './terminal-palettes.ts'

/** What a terminal shows, as a drawing needs it: few parts, each of one colour. */
export interface TerminalPicture {
  cols: number
  rows: number
  background: string
  texts: readonly PictureText[]
  /** Behind the texts, where it is not the terminal's own. */
  grounds: readonly PictureGround[]
}

export interface PictureText {
  row: number
  column: number
  text: string
  colour: string
  isBold: boolean
}

export interface PictureGround {
  row: number
  column: number
  columns: number
  colour: string
}

/** Colours by their numbers (0 to 255), and those of cells that name none. */
export interface PictureColours {
  numbered: readonly string[]
  foreground: string
  background: string
}

const CUBE_STEPS = [0, 95, 135, 175, 215, 255] as const
const GREYS = 24

export function pictureColours(palette: Palette): PictureColours {
  const { black, red, green, yellow, blue, magenta, cyan, white, brightBlack, brightWhite } = palette
  // Bright colours are the plain ones, as in terminals (attach-look.ts).
  const named = [black, red, green, yellow, blue, magenta, cyan, white]
  const bright = [brightBlack, red, green, yellow, blue, magenta, cyan, brightWhite]
  const cube = CUBE_STEPS.flatMap((r) =>
    CUBE_STEPS.flatMap((g) => CUBE_STEPS.map((b) => `rgb(${r} ${g} ${b})`)),
  )
  const greys = Array.from({ length: GREYS }, (_, index) => {
    const level = 8 + 10 * index
    return `rgb(${level} ${level} ${level})`
  })
  return {
    numbered: [...named, ...bright, ...cube, ...greys],
    foreground: palette.foreground,
    background: palette.background,
  }
}

/** The screen of a terminal, without what has scrolled out. */
export function readPicture(
  buffer: IBuffer,
  { cols, rows, colours }: { cols: number; rows: number; colours: PictureColours },
): TerminalPicture {
  const texts: PictureText[] = []
  const grounds: PictureGround[] = []
  const reused = buffer.getNullCell()
  for (let row = 0; row < rows; row++) {
    const line = buffer.getLine(buffer.baseY + row)
    if (!line) break
    let text: PictureText | undefined
    let ground: PictureGround | undefined
    for (let column = 0; column < cols; column++) {
      const cell = line.getCell(column, reused)
      // The second half of a wide character.
      if (!cell || cell.getWidth() === 0) continue
      const { foreground, background } = cellColours(cell, colours)
      if (background === colours.background) ground = undefined
      else if (ground?.colour === background) ground.columns = column + cell.getWidth() - ground.column
      else grounds.push((ground = { row, column, columns: cell.getWidth(), colour: background }))
      const characters = cell.getChars()
      if (characters === '' || characters === ' ') {
        if (text) text.text += ' '
        continue
      }
      const isBold = cell.isBold() !== 0
      if (text?.colour === foreground && text.isBold === isBold) text.text += characters
      else texts.push((text = { row, column, text: characters, colour: foreground, isBold }))
      // What follows a wide character begins at its own column again.
      if (cell.getWidth() > 1) text = undefined
    }
  }
  return { cols, rows, background: colours.background, texts: texts.map(withoutEnd), grounds }
}

function withoutEnd(part: PictureText): PictureText {
  return { ...part, text: part.text.trimEnd() }
}

function cellColours(
  cell: IBufferCell,
  { numbered, foreground, background }: PictureColours,
): { foreground: string; background: string } {
  const front = cell.isFgDefault() ? foreground : colourOf(cell.getFgColor(), cell.isFgRGB(), numbered)
  const back = cell.isBgDefault() ? background : colourOf(cell.getBgColor(), cell.isBgRGB(), numbered)
  return cell.isInverse() !== 0
    ? { foreground: back, background: front }
    : { foreground: front, background: back }
}

function colourOf(value: number, isRgb: boolean, numbered: readonly string[]): string {
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : (numbered[value] ?? numbered[7]!)
}
