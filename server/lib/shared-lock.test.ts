import { expect, test } from 'vitest'
import { SharedLock } from './shared-lock.ts'

test('holders that share it run together', async () => {
  const lock = new SharedLock()
  const other = Promise.withResolvers<void>()
  const first = lock.shared(() => other.promise)
  await lock.shared(async () => other.resolve())
  await first
})

test('who wants it alone waits for those inside, and holds newcomers back', async () => {
  const lock = new SharedLock()
  const order: string[] = []
  const inside = Promise.withResolvers<void>()
  const first = lock.shared(() => inside.promise.then(() => void order.push('first')))
  const alone = lock.exclusive(async () => void order.push('alone'))
  const late = lock.shared(async () => void order.push('late'))
  inside.resolve()
  await Promise.all([first, alone, late])
  expect(order).toEqual(['first', 'alone', 'late'])
})

test('two that want it alone go one after the other, also when one fails', async () => {
  const lock = new SharedLock()
  let isAlone = false
  const task = async (): Promise<void> => {
    expect(isAlone).toBe(false)
    isAlone = true
    await Promise.resolve()
    isAlone = false
    throw new Error('failed')
  }
  const results = await Promise.allSettled([lock.exclusive(task), lock.exclusive(task), lock.exclusive(task)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  await lock.shared(async () => expect(isAlone).toBe(false))
})
