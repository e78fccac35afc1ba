const ESCAPE = 0x1b
const SEQUENCE = 0x5b
const PRIVATE = 0x3f
const RESET = 0x63
const KEYPAD = [0x3d, 0x3e]
const SET = 0x68
const UNSET = 0x6c

/** Longer sequences that set modes are not recognized: no program has one. In bytes. */
export const MAX_MODES_BYTES = 32

/**
 * The modes that output sets, by their names; each has the sequence that set it last, and they are in that order. A
 * fraction of the work of a terminal, which would come to the same modes.
 */
export function collectModes(bytes: Uint8Array, modes: Map<string, string>): void {
  let at = bytes.indexOf(ESCAPE)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1]!
    if (next === RESET) modes.clear()
    if (next === RESET || KEYPAD.includes(next)) setLast(modes, 'keypad', `\x1b${String.fromCharCode(next)}`)
    if (next === SEQUENCE && bytes[at + 2] === PRIVATE) collectPrivate(bytes, at + 3, modes)
    at = bytes.indexOf(ESCAPE, at + 1)
  }
}

/** Mouse, alternate screen, bracketed paste and the like: numbers, and whether they are set. */
function collectPrivate(bytes: Uint8Array, from: number, modes: Map<string, string>): void {
  let numbers = ''
  for (let at = from; at < from + MAX_MODES_BYTES; at++) {
    const byte = bytes[at] ?? 0
    if (byte === SET || byte === UNSET) {
      for (const number of numbers.split(';'))
        setLast(modes, number, `\x1b[?${number}${String.fromCharCode(byte)}`)
    }
    const isNumber = (byte >= 0x30 && byte <= 0x39) || byte === 0x3b
    if (!isNumber) return
    numbers += String.fromCharCode(byte)
  }
}

function setLast(modes: Map<string, string>, name: string, sequence: string): void {
  modes.delete(name)
  modes.set(name, sequence)
}
