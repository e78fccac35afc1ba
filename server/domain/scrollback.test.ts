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
      const scrollback = new Scrollback(1024 * 1024)
      for (const chunk of chunks) scrollback.append(chunk)
      const all = chunks.flatMap((chunk) => [...chunk])
      const from = all.length === 0 ? 0 : seed % all.length
      expect(readAll(scrollback, from)).toEqual(all.slice(from))
    }),
    { numRuns: 30 },
  )
})

test('holds at least its capacity and at most two blocks more, dropping the oldest', () => {
  const capacity = 4 * BLOCK
  const scrollback = new Scrollback(capacity)
  for (let index = 0; index < 100; index++) {
    scrollback.append(new Uint8Array(7000).fill(index))
    const held = scrollback.end - scrollback.start
    expect(held).toBeLessThanOrEqual(capacity + 2 * BLOCK)
    if (scrollback.end >= capacity) expect(held).toBeGreaterThanOrEqual(capacity)
  }
  expect(scrollback.end).toBe(700_000)
  expect(scrollback.read(scrollback.end - 1, 10)).toEqual(new Uint8Array([99]))
})

test('refuses offsets that it does not hold', () => {
  const scrollback = new Scrollback(BLOCK)
  scrollback.append(new Uint8Array(10 * BLOCK))
  expect(() => scrollback.read(0, 1)).toThrow(RangeError)
  expect(() => scrollback.read(scrollback.end + 1, 1)).toThrow(RangeError)
  expect(scrollback.read(scrollback.end, 1)).toHaveLength(0)
})
