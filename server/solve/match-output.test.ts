import { expect, test } from 'vitest'
import { outputMismatch } from './match-output.ts'

test.each([
  ['same', 'same'],
  ['{"repositories":[]}', '\n{"repositories":[]}\n\n'],
  ['NAME SIZE\nalpine 8MB', 'NAME     SIZE\nalpine   8MB  '],
  ['Digest: sha256:…', 'Digest: sha256:0123abc'],
  ['first\n…\nlast', 'first\na\nb\nlast'],
  ['first\n…\nlast', 'first\nlast'],
  ['…\nDigest: …\n…', 'Digest: x'],
  ['…\nb\n…\nd', 'a\nb\nc\nb\nd'],
  ['a.b (c) [d]', 'a.b (c) [d]'],
])('%j is what was printed: %j', (expected, actual) => {
  expect(outputMismatch(expected, actual)).toBeUndefined()
})

test.each([
  ['same', 'other', 'not found: same'],
  ['a.b', 'axb', 'not found: a.b'],
  ['one', 'one\ntwo', 'more was printed than that'],
  ['one\ntwo', 'one', 'not found: two'],
  ['first\n…\nlast', 'first\na\nb', 'not found: last'],
  ['', 'something', 'more was printed than that'],
])('%j is not %j', (expected, actual, mismatch) => {
  expect(outputMismatch(expected, actual)).toBe(mismatch)
})
