import { expect, test } from 'vitest'
import { LatestWrites } from './latest-writes.ts'

function open() {
  const written: string[] = []
  const gates: PromiseWithResolvers<void>[] = []
  const state = { a: '', b: '' }
  const writes = new LatestWrites()
  const ask = (key: 'a' | 'b', value: string) => {
    state[key] = value
    return writes.ask(key, async () => {
      written.push(`${key}: ${state[key]}`)
      const gate = Promise.withResolvers<void>()
      gates.push(gate)
      await gate.promise
    })
  }
  return { writes, written, gates, ask }
}

test('what is asked for in one turn is written once, as it was last', async () => {
  const { written, gates, ask } = open()
  const asked = [ask('a', '1'), ask('a', '2'), ask('b', '1'), ask('a', '3')]
  await expect.poll(() => gates.length).toBe(2)
  for (const { resolve } of gates) resolve()
  await Promise.all(asked)
  expect(written.sort()).toEqual(['a: 3', 'b: 1'])
})

test('what is asked for during a write is written once after it, and whoever asked waits for that', async () => {
  const { written, gates, ask } = open()
  const first = ask('a', '1')
  await expect.poll(() => gates.length).toBe(1)
  const later = [ask('a', '2'), ask('a', '3')]
  gates[0]!.resolve()
  await first
  await expect.poll(() => gates.length).toBe(2)
  gates[1]!.resolve()
  await Promise.all(later)
  expect(written).toEqual(['a: 1', 'a: 3'])
})

test('a write that fails is told to all who wait for it, and the next one is tried', async () => {
  const writes = new LatestWrites()
  const full = () => Promise.reject(new Error('full'))
  const asked = [writes.ask('a', full), writes.ask('a', full)]
  for (const one of asked) await expect(one).rejects.toThrow('full')
  await writes.ask('a', async () => undefined)
})

test('nothing that was asked for is lost when the broker stops', async () => {
  const { writes, written, gates, ask } = open()
  void ask('a', '1')
  const disposed = writes[Symbol.asyncDispose]()
  await expect.poll(() => gates.length).toBe(1)
  gates[0]!.resolve()
  await disposed
  expect(written).toEqual(['a: 1'])
})
