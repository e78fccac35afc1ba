const BEL = 0x07
const NEWLINE = 0x0a
const CANCEL = 0x18
const SUBSTITUTE = 0x1a
const ESCAPE = 0x1b
const SPACE = 0x20
const BACKSLASH = 0x5c

/** In the middle of what a terminal's parser is; see https://vt100.net/emu/dec_ansi_parser. */
type State = 'ground' | 'escape' | 'sequence' | 'string' | 'string-escape'

/**
 * Where output can be cut so that a terminal that has only seen the first part is between two sequences and two
 * characters: the last such place behind a control or a sequence, after which nothing refers to the character before it
 * (as combining characters and REP do), else the last one at all; 0 if there is none. The output must begin at such a
 * place.
 */
export function safeCut(bytes: Uint8Array): number {
  let state: State = 'ground'
  let anywhere = 0
  let behindControl = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (state === 'ground' && !isContinuation(byte)) anywhere = at
    const wasGround = state === 'ground'
    state = next(state, byte)
    if (state === 'ground' && (!wasGround || byte < SPACE)) behindControl = at + 1
  }
  // Who comes after the last byte is not known: only behind ASCII a character has certainly ended.
  if (state === 'ground' && (bytes.at(-1) ?? 0) < 0x80) anywhere = bytes.length
  return behindControl || anywhere
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

function next(state: State, byte: number): State {
  if (byte === CANCEL || byte === SUBSTITUTE) return 'ground'
  switch (state) {
    case 'ground':
      return byte === ESCAPE ? 'escape' : 'ground'
    case 'escape':
      if (byte === ESCAPE) return 'escape'
      if (byte === 0x5b) return 'sequence'
      // DCS, SOS, OSC, PM and APC.
      if ([0x50, 0x58, 0x5d, 0x5e, 0x5f].includes(byte)) return 'string'
      // Intermediate bytes, and controls, which take effect at once.
      return byte < 0x30 ? 'escape' : 'ground'
    case 'sequence':
      if (byte === ESCAPE) return 'escape'
      return byte >= 0x40 && byte <= 0x7e ? 'ground' : 'sequence'
    case 'string':
      if (byte === ESCAPE) return 'string-escape'
      return byte === BEL ? 'ground' : 'string'
    case 'string-escape':
      // Anything but the terminator ends the string as well, and begins a sequence of its own.
      return byte === BACKSLASH ? 'ground' : next('escape', byte)
  }
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}
