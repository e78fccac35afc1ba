import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockSetup } from './setup-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a second set-up waits until the first has ended', async () => {
  const order: string[] = []
  const first = await lockSetup(folder)
  const waiting = Promise.withResolvers<number>()
  const second = lockSetup(folder, waiting.resolve).then(async (lock) => {
    order.push('second')
    await lock[Symbol.asyncDispose]()
  })
  expect(await waiting.promise).toBe(process.pid)
  order.push('first')
  await first[Symbol.asyncDispose]()
  await second
  expect(order).toEqual(['first', 'second'])
  expect(await readdir(folder)).toEqual([])
})

test('a lock whose process is gone does not hold anybody up', async () => {
  // Above the largest pid that Linux gives.
  await writeFile(join(folder, 'setup.lock'), '4194305\n')
  await using _lock = await lockSetup(folder, () => {
    throw new Error('must not wait')
  })
})
