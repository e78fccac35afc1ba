import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scrollback } from './scrollback.ts'

const BLOCK = 16 * 1024

function readAll(scrollback: Scrollback, from: number): number[] {
  const bytes: number[] = []
  while (from + bytes.length < scrollback.end) {
    const chunk = scrollback.read(from + bytes.length, 1000)
    expect(chunk.length).toBeGreaterThan(0)
    bytes.push(...chunk)
  }
  return bytes
}

test('gives back what was written, from any offset that it still holds', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 20 }), fc.nat(), (chunks, seed) => {
      const scrollback = new Scrollback(seed)
      for (const chunk of chunks) scrollback.append(chunk)
      const all = chunks.flatMap((chunk) => [...chunk])
      const from = all.length === 0 ? 0 : seed % all.length
      expect(readAll(scrollback, seed + from)).toEqual(all.slice(from))
    }),
    { numRuns: 30 },
  )
})

test('drops whole blocks before an offset, and keeps the others where they are', () => {
  const scrollback = new Scrollback(5)
  for (let index = 0; index < 10; index++) scrollback.append(new Uint8Array(BLOCK).fill(index))
  scrollback.dropTo(5 + 3 * BLOCK + 7)
  expect(scrollback.start).toBe(5 + 3 * BLOCK)
  expect(scrollback.read(5 + 3 * BLOCK + 7, 1)).toEqual(new Uint8Array([3]))
  scrollback.dropTo(Infinity)
  expect([scrollback.start, scrollback.end]).toEqual([5 + 10 * BLOCK, 5 + 10 * BLOCK])
  scrollback.append(new Uint8Array([42]))
  expect(scrollback.read(5 + 10 * BLOCK, 10)).toEqual(new Uint8Array([42]))
})

test('refuses offsets that it does not hold', () => {
  const scrollback = new Scrollback(5)
  scrollback.append(new Uint8Array(2 * BLOCK))
  scrollback.dropTo(5 + BLOCK)
  expect(() => scrollback.read(5 + BLOCK - 1, 1)).toThrow(RangeError)
  expect(() => scrollback.read(scrollback.end + 1, 1)).toThrow(RangeError)
  expect(scrollback.read(scrollback.end, 1)).toHaveLength(0)
})
