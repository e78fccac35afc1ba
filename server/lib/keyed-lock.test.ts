import { expect, test } from 'vitest'
import { KeyedLock } from './keyed-lock.ts'

test('tasks of one key run one after the other, those of another do not wait', async () => {
  const lock = new KeyedLock()
  const order: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = lock.run('a', () => gate.promise.then(() => void order.push('first')))
  const second = lock.run('a', async () => void order.push('second'))
  await lock.run('b', async () => void order.push('other'))
  gate.resolve()
  await Promise.all([first, second])
  expect(order).toEqual(['other', 'first', 'second'])
})

test('a task that fails does not stop the next', async () => {
  const lock = new KeyedLock()
  const failing = lock.run('a', () => Promise.reject(new Error('failed')))
  const next = lock.run('a', async () => 'done')
  await expect(failing).rejects.toThrow('failed')
  expect(await next).toBe('done')
})
