import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PaintQueue } from './paint-queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Tells what was begun since the last look; each is done when `finish` says so. */
function setUp() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const queue = new PaintQueue<string>(
    () => Date.now(),
    (key, onDone) => {
      begun.push(key)
      ends.push(onDone)
    },
  )
  queue.start()
  return {
    queue,
    begun: () => begun.splice(0),
    finish: () => ends.splice(0).forEach((end) => end()),
    wait: (ms: number) => vi.advanceTimersByTime(ms),
  }
}

it('paints what is in view, and has no timer otherwise', () => {
  const { queue, begun } = setUp()
  queue.outdated('anna')
  expect(begun()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  queue.setInView('anna', true)
  expect(begun()).toEqual(['anna'])
  expect(vi.getTimerCount()).toBe(0)
})

it('paints each at most once a second, however often it changes', () => {
  const { queue, begun, finish, wait } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  finish()
  expect(begun()).toEqual(['anna'])
  queue.outdated('anna')
  queue.outdated('anna')
  wait(999)
  expect(begun()).toEqual([])
  wait(1)
  expect(begun()).toEqual(['anna'])
  finish()
  wait(5_000)
  expect(begun()).toEqual([])
})

it('paints each more seldom when there are many in view', () => {
  const { queue, begun, finish, wait } = setUp()
  for (let tile = 0; tile < 100; tile++) queue.setInView(`tile-${tile}`, true)
  queue.outdated('tile-1')
  finish()
  queue.outdated('tile-1')
  begun()
  wait(1_999)
  expect(begun()).toEqual([])
  wait(1)
  expect(begun()).toEqual(['tile-1'])
})

it('begins none again that is not done yet, and then with the newest', () => {
  const { queue, begun, finish, wait } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  queue.outdated('anna')
  wait(5_000)
  expect(begun()).toEqual(['anna'])
  finish()
  expect(begun()).toEqual(['anna'])
})

it('does not wait when colours have changed', () => {
  const { queue, begun, finish } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  finish()
  begun()
  queue.outdatedNow('anna')
  expect(begun()).toEqual(['anna'])
})

it('does nothing after it was stopped, and goes on when it is started again', () => {
  const { queue, begun, wait } = setUp()
  queue.setInView('anna', true)
  queue.outdated('anna')
  begun()
  queue.stop()
  queue.outdatedNow('anna')
  wait(5_000)
  expect(begun()).toEqual([])
  queue.start()
  expect(begun()).toEqual(['anna'])
})

it('forgets who has left', () => {
  const { queue, begun } = setUp()
  queue.outdated('anna')
  queue.forget('anna')
  queue.setInView('anna', true)
  expect(begun()).toEqual([])
})
