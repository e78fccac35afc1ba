import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { REPEAT_AFTER_MS, REPEAT_EVERY_MS, repeatWhileHeld } from './repeat-while-held.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('presses once for a tap', () => {
  const press = vi.fn()
  const release = repeatWhileHeld(press)
  vi.advanceTimersByTime(REPEAT_AFTER_MS - 1)
  release()
  vi.advanceTimersByTime(10_000)
  expect(press).toHaveBeenCalledTimes(1)
})

it('goes on while it is held, and stops when it is released', () => {
  const press = vi.fn()
  const release = repeatWhileHeld(press)
  vi.advanceTimersByTime(REPEAT_AFTER_MS + 3 * REPEAT_EVERY_MS)
  expect(press).toHaveBeenCalledTimes(5)
  release()
  vi.advanceTimersByTime(10_000)
  expect(press).toHaveBeenCalledTimes(5)
})
