const BEL = 0x07
const NEWLINE = 0x0a
const CANCEL = 0x18
const SUBSTITUTE = 0x1a
const ESCAPE = 0x1b
const SPACE = 0x20
const DELETE = 0x7f
const BACKSLASH = 0x5c
/** Of two bytes: a control in one character, which means the same as ESC and a letter. */
const CONTROL_LEAD = 0xc2

/** In the middle of what a terminal's parser is; see https://vt100.net/emu/dec_ansi_parser. */
type State = 'ground' | 'escape' | 'intermediate' | 'sequence' | 'command' | 'string'

/** What begins behind ESC, by its letter; the control of one character is 0x40 above it. */
const BEGINNINGS: Record<number, State> = {
  0x5b: 'sequence', // CSI
  0x5d: 'command', // OSC
  0x50: 'string', // DCS
  0x58: 'string', // SOS
  0x5e: 'string', // PM
  0x5f: 'string', // APC
}

/**
 * Where output can be cut so that a terminal that has only seen the first part is between two sequences and two
 * characters: the last such place behind a control or a sequence, after which nothing refers to the character before it
 * (as combining characters and REP do), else the last one at all; 0 if there is none. The output must begin at such a
 * place.
 */
export function safeCut(bytes: Uint8Array): number {
  const { behindControl, anywhere } = cutsOf(bytes)
  return behindControl || anywhere
}

/** As `safeCut`, but the last such place of all: what is behind it has not been printed yet, only begun. */
export function lastCut(bytes: Uint8Array): number {
  const { behindControl, anywhere } = cutsOf(bytes)
  return Math.max(behindControl, anywhere)
}

function cutsOf(bytes: Uint8Array): { behindControl: number; anywhere: number } {
  let state: State = 'ground'
  let anywhere = 0
  let behindControl = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (state === 'ground' && !isContinuation(byte)) anywhere = at
    // Other characters than ASCII change nothing.
    if (byte >= 0x80 && !(byte < 0xa0 && bytes[at - 1] === CONTROL_LEAD)) continue
    const wasGround = state === 'ground'
    state = next(state, byte)
    if (state === 'ground' && (!wasGround || byte < SPACE)) behindControl = at + 1
  }
  // Who comes after the last byte is not known: only behind ASCII a character has certainly ended.
  if (state === 'ground' && (bytes.at(-1) ?? 0) < 0x80) anywhere = bytes.length
  return { behindControl, anywhere }
}

/**
 * The first place that looks like one where a terminal can begin, in output of which the beginning is missing: behind
 * a line break, or at an escape sequence. The end if there is none.
 */
export function safeStart(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === ESCAPE && bytes[at + 1] !== BACKSLASH && at + 1 < bytes.length) return at
    if (bytes[at] === NEWLINE) return at + 1
  }
  return bytes.length
}

/** Behind a byte of ASCII or a control of one character, which are understood in any state. */
function next(state: State, byte: number): State {
  if (byte === CANCEL || byte === SUBSTITUTE) return 'ground'
  if (byte === ESCAPE) return 'escape'
  if (byte >= 0x80) return BEGINNINGS[byte - 0x40] ?? 'ground'
  switch (state) {
    case 'ground':
      return 'ground'
    case 'escape':
      if (byte < SPACE || byte === DELETE) return 'escape'
      return byte < 0x30 ? 'intermediate' : (BEGINNINGS[byte] ?? 'ground')
    case 'intermediate':
      return byte < 0x30 || byte === DELETE ? 'intermediate' : 'ground'
    case 'sequence':
      return byte >= 0x40 && byte !== DELETE ? 'ground' : 'sequence'
    case 'command':
      return byte === BEL ? 'ground' : 'command'
    case 'string':
      return 'string'
  }
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}
