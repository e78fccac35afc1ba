import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { HubReader } from './hub-reader.ts'
import type { ReadOutcome } from './hub-resource.ts'

const POLL_MS = 10_000

function setUp() {
  const hub = { reads: 0, isAway: false, answerMs: 0 }
  const outcomes: ReadOutcome<number>[] = []
  const reader = new HubReader<number>(
    async () => {
      const read = ++hub.reads
      await new Promise((resolve) => setTimeout(resolve, hub.answerMs))
      if (hub.isAway) throw new Error('away')
      return read
    },
    (outcome) => outcomes.push(outcome),
  )
  return { hub, reader, outcomes }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('reads at once, and again while nobody tells of pushes', async () => {
  const { hub, reader, outcomes } = setUp()
  reader.refresh()
  await vi.advanceTimersByTimeAsync(0)
  expect(outcomes).toEqual([{ data: 1 }])
  await vi.advanceTimersByTimeAsync(3 * POLL_MS + 2_000)
  expect(hub.reads).toBe(4)
})

it('does not ask while it is told of pushes, until a read fails', async () => {
  const { hub, reader, outcomes } = setUp()
  reader.setPolling(false)
  reader.refresh()
  await vi.advanceTimersByTimeAsync(10 * POLL_MS)
  expect(hub.reads).toBe(1)
  hub.isAway = true
  reader.refresh()
  await vi.advanceTimersByTimeAsync(0)
  expect(outcomes.at(-1)).toHaveProperty('error')
  hub.isAway = false
  await vi.advanceTimersByTimeAsync(2 * POLL_MS)
  expect(outcomes.at(-1)).toEqual({ data: 3 })
})

it('reads seldom in a storm of pushes, shows what it reads, and misses none', async () => {
  const { hub, reader, outcomes } = setUp()
  hub.answerMs = 100
  reader.setPolling(false)
  for (let push = 0; push < 200; push++) {
    reader.refresh()
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(outcomes.length).toBeGreaterThanOrEqual(3)
  expect(hub.reads).toBeLessThanOrEqual(5)
  const readsDuringStorm = hub.reads
  await vi.advanceTimersByTimeAsync(1_000)
  expect(hub.reads).toBe(readsDuringStorm + 1)
})

it('says nothing and leaves no timer behind when the page lets go of it', async () => {
  const { hub, reader, outcomes } = setUp()
  hub.answerMs = 100
  reader.refresh()
  reader.dispose()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(outcomes).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
