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
  ['nowhere', '\x1b]0;title', ''],
])('cuts %s', (_name, text, head) => {
  expect(new TextDecoder().decode(bytes(text).subarray(0, safeCut(bytes(text))))).toBe(head)
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
