import headless from '@xterm/headless'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeCut, safeStart } from './safe-cut.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test.each([
  ['behind the last line', 'one\ntwo\nthr', 'one\ntwo\n'],
  ['behind the last sequence', 'one\ntwo\x1b[mthr', 'one\ntwo\x1b[m'],
  ['before what is to be repeated, not behind it', '\x1b[Hx\x1b[1', '\x1b[H'],
  ['behind text, when there is no line', 'text', 'text'],
  ['before a sequence that is cut', 'text\x1b[3', 'text'],
  ['before an escape that is cut', 'text\x1b', 'text'],
  ['behind a whole sequence', 'text\x1b[31m', 'text\x1b[31m'],
  ['before a string that has not ended', 'a\x1b]0;title', 'a'],
  ['behind a string that has', 'a\x1b]0;title\x07', 'a\x1b]0;title\x07'],
  ['behind a string that ends in the long way', 'a\x1bP1$r\x1b\\', 'a\x1bP1$r\x1b\\'],
  ['not behind a line in a string', 'a\x1bPone\ntwo', 'a'],
  ['behind a cancelled sequence', 'a\x1b[3\x18b', 'a\x1b[3\x18'],
  ['before a character that may go on', 'aé', 'a'],
  ['behind a charset, which has a byte in between', 'a\x1b(0', 'a\x1b(0'],
  ['not behind a bell in a string that it does not end', 'a\x1bPq\x07b', 'a'],
  ['not in a sequence that begins with a control of one character', 'a\x9b31', 'a'],
  ['nowhere', '\x1b]0;title', ''],
])('cuts %s', (_name, text, head) => {
  expect(new TextDecoder().decode(bytes(text).subarray(0, safeCut(bytes(text))))).toBe(head)
})

/** What a parser takes notice of, so that random bytes lead anywhere. */
const SPECIAL = [...bytes('\x1b[]P_^X\\\x07\n\x18\x1a(0;m\x7f c\x9b\x9c\x90\x9d\x85€👍'), 0xc2, 0xff]

test('cuts any bytes where a terminal is between two sequences and two characters', () => {
  const terminal = new headless.Terminal({ allowProposedApi: true, logLevel: 'off' })
  const { _core: core } = terminal as unknown as {
    _core: {
      _writeBuffer: { writeSync(data: Uint8Array): void }
      _inputHandler: {
        _parser: { currentState: number; reset(): void }
        _utf8Decoder: { interim: Uint8Array; clear(): void }
      }
    }
  }
  const { _parser: parser, _utf8Decoder: decoder } = core._inputHandler
  const byte = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...SPECIAL) },
    { weight: 1, arbitrary: fc.nat({ max: 255 }) },
  )
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40, size: 'max' }), (output) => {
      const all = Uint8Array.from(output)
      parser.reset()
      decoder.clear()
      const cut = safeCut(all)
      core._writeBuffer.writeSync(all.subarray(0, cut))
      expect(parser.currentState).toBe(0)
      // A broken character is dropped on either side, if what follows does not look like its rest.
      if (cut === all.length || (all[cut]! & 0xc0) === 0x80) expect(decoder.interim[0]).toBe(0)
    }),
    { numRuns: 3_000 },
  )
  terminal.dispose()
})

test('cuts before a character that is cut', () => {
  expect(safeCut(bytes('ab€').subarray(0, 4))).toBe(2)
})

test.each([
  ['behind a line', '31mtext\nnext', 'next'],
  ['at a sequence', '31mtext\x1b[Hnext\n', '\x1b[Hnext\n'],
  ['not at the end of a string', 'title\x1b\\text\nnext', 'next'],
  ['at the end', 'no place', ''],
])('begins %s', (_name, text, rest) => {
  expect(new TextDecoder().decode(bytes(text).subarray(safeStart(bytes(text))))).toBe(rest)
})
