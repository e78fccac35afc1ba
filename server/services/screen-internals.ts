import type headless from '@xterm/headless'

/** As colours are stored: their kind in the upper bits, and a number in a palette or three bytes in the others. */
export interface Attributes {
  fg: number
  bg: number
  isBold(): number
  isUnderline(): number
  isDim(): number
  isItalic(): number
  isBlink(): number
  isInverse(): number
  isInvisible(): number
  isStrikethrough(): number
  isOverline(): number
  hasExtendedAttrs(): number
  extended: { underlineStyle: number; underlineColor: number; urlId: number }
}

export interface Charset {
  [character: string]: string | undefined
}

export interface ScreenState {
  scrollTop: number
  scrollBottom: number
  ybase: number
  savedX: number
  savedY: number
  savedCurAttrData: Attributes
  savedCharset?: Charset
}

/**
 * What xterm knows of its state and does not tell in its API. Its serializer (@xterm/addon-serialize) reads `_core`,
 * too, but draws neither coloured rows without text nor any of this exactly (0.14). Versions are pinned, and tests
 * compare screens.
 */
export interface Internals {
  /** Parses what waits, and then this, before it returns. */
  _writeBuffer: { writeSync(data: string | Uint8Array): void }
  buffers: { normal: ScreenState; alt: ScreenState }
  coreService: {
    isCursorHidden: boolean
    decPrivateModes: { cursorStyle?: 'block' | 'underline' | 'bar'; cursorBlink?: boolean }
  }
  coreMouseService: { activeEncoding: string }
  _charsetService: { glevel: number; charset?: Charset; _charsets: (Charset | undefined)[] }
  _inputHandler: { _curAttrData: Attributes }
  _oscLinkService: { getLinkData(id: number): { id?: string; uri: string } | undefined }
}

export function internalsOf(terminal: headless.Terminal): Internals {
  return (terminal as unknown as { _core: Internals })._core
}

/** Cells have the attributes of xterm's own class, of which its API shows a part. */
export function attributesOf(cell: headless.IBufferCell): Attributes {
  return cell as unknown as Attributes
}
