import { drawAttributes } from './screen-attributes.ts'
import type { Attributes, Internals } from './screen-internals.ts'

const PLAIN = '\x1b[0m'

/** Writes the sequences that draw a screen, and none twice. Rows and columns are counted from 0. */
export class ScreenPen {
  text = ''
  readonly #links: Internals['_oscLinkService']
  #row = 0
  #originRow = 0
  #column = 0
  #attributes = PLAIN
  #link = 0

  constructor(links: Internals['_oscLinkService']) {
    this.#links = links
  }

  moveTo(row: number, column: number): void {
    if (row === this.#row && column === this.#column) return
    this.text += `\x1b[${row - this.#originRow + 1};${column + 1}H`
    this.#row = row
    this.#column = column
  }

  /** Origin mode: it sends the cursor to the corner of the rows that scroll. */
  countFrom(row: number): void {
    this.text += '\x1b[?6h'
    this.#originRow = row
    this.#row = row
    this.#column = 0
  }

  use(attributes: Attributes): void {
    const drawn = drawAttributes(attributes)
    if (drawn !== this.#attributes) this.text += drawn
    this.#attributes = drawn
    this.#follow(attributes.hasExtendedAttrs() ? attributes.extended.urlId : 0)
  }

  usePlain(): void {
    this.text += PLAIN
    this.#attributes = PLAIN
    this.#follow(0)
  }

  /** One cell's characters, `width` columns wide. */
  print(characters: string, width: number): void {
    // A character that joined the one before it would not have a cell of its own: nothing joins behind a sequence.
    if (characters > '\x7e') this.text += '\x1b\\'
    this.text += characters
    this.#column += width
  }

  /** The colour of the background alone, without any text. */
  erase(columns: number): void {
    this.text += `\x1b[${columns}X`
  }

  /** What moves the cursor elsewhere, or does not touch the screen. */
  write(sequence: string, cursor = { row: this.#row, column: this.#column }): void {
    this.text += sequence
    this.#row = cursor.row
    this.#column = cursor.column
  }

  #follow(link: number): void {
    if (link === this.#link) return
    this.#link = link
    const { id, uri } = this.#links.getLinkData(link) ?? { uri: '' }
    this.text += `\x1b]8;${id === undefined ? '' : `id=${id}`};${uri}\x1b\\`
  }
}
