import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PaintQueue } from './paint-queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Each painting takes `costMs`; frames are run by hand. */
function setUp(costMs = 1) {
  let now = 10_000
  let frame: (() => void) | undefined
  const painted: string[] = []
  const queue = new PaintQueue<string>(
    {
      now: () => now,
      requestFrame: (onFrame) => {
        frame = onFrame
        return 1
      },
      cancelFrame: () => (frame = undefined),
    },
    (key, onDone) => {
      painted.push(key)
      now += costMs
      onDone()
    },
  )
  queue.start()
  return {
    queue,
    painted,
    hasFrame: () => frame !== undefined,
    runFrame: () => {
      const run = frame
      frame = undefined
      run?.()
      return painted.splice(0)
    },
    wait: (ms: number) => {
      now += ms
      vi.advanceTimersByTime(ms)
    },
  }
}

it('paints what is in view, and asks for no frame otherwise', () => {
  const { queue, hasFrame, runFrame } = setUp()
  queue.outdated('anna')
  expect(hasFrame()).toBe(false)
  queue.setInView('anna', true)
  expect(runFrame()).toEqual(['anna'])
  expect(hasFrame()).toBe(false)
})

it('paints in a frame only what its budget allows, and the rest in the next', () => {
  const { queue, runFrame } = setUp(3)
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    queue.setInView(key, true)
    queue.outdated(key)
  }
  expect(runFrame()).toEqual(['a', 'b'])
  expect(runFrame()).toEqual(['c', 'd'])
  expect(runFrame()).toEqual(['e'])
})

it('paints each at most once a second, however often it changes', () => {
  const { queue, hasFrame, runFrame, wait } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  expect(runFrame()).toEqual(['anna'])
  queue.outdated('anna')
  queue.outdated('anna')
  expect(hasFrame()).toBe(false)
  wait(1_000)
  expect(runFrame()).toEqual(['anna'])
  wait(5_000)
  expect(hasFrame()).toBe(false)
})

it('does not wait when colours have changed', () => {
  const { queue, runFrame } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  runFrame()
  queue.outdatedNow('anna')
  expect(runFrame()).toEqual(['anna'])
})

it('does nothing after it was stopped, and goes on when it is started again', () => {
  const { queue, hasFrame, runFrame } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  queue.stop()
  expect(hasFrame()).toBe(false)
  queue.start()
  expect(runFrame()).toEqual(['anna'])
})

it('forgets who has left', () => {
  const { queue, runFrame } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  queue.forget('anna')
  expect(runFrame()).toEqual([])
})
