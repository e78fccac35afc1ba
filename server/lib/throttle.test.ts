import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Throttle } from './throttle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('runs at once, and what comes meanwhile becomes one run at the end of the interval', async () => {
  let runs = 0
  using throttle = new Throttle(500, () => void runs++)
  for (let count = 0; count < 100; count++) throttle.trigger()
  expect(runs).toBe(1)
  await vi.advanceTimersByTimeAsync(499)
  expect(runs).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(runs).toBe(2)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(runs).toBe(2)
})

test('a slow run is not overtaken by the next', async () => {
  const running = Promise.withResolvers<void>()
  let runs = 0
  using throttle = new Throttle(500, () => {
    runs++
    return running.promise
  })
  throttle.trigger()
  throttle.trigger()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(runs).toBe(1)
  running.resolve()
  await vi.advanceTimersByTimeAsync(500)
  expect(runs).toBe(2)
})

test('nothing runs after the end', async () => {
  let runs = 0
  const throttle = new Throttle(500, () => void runs++)
  throttle.trigger()
  throttle.trigger()
  throttle[Symbol.dispose]()
  await vi.advanceTimersByTimeAsync(5_000)
  throttle.trigger()
  expect(runs).toBe(1)
})
