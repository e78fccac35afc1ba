import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InnerHappening } from '../domain/inner-happening.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import type { TimelineEvent } from '../protocol/timeline.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { BURST, InnerTimeline, REFILL_MS, SUMMARY_MS } from './inner-timeline.ts'

const instance = instanceNameSchema.parse('node1')
const pulled: InnerHappening = { type: 'image-pulled', image: 'alpine' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function newTimeline() {
  const clock = new FakeClock()
  const events: TimelineEvent[] = []
  const recorder = { record: (_session: SessionId, event: TimelineEvent) => void events.push(event) }
  const timeline = new InnerTimeline({ sessionId: 's' as SessionId, instance }, { recorder, clock })
  return { clock, events, timeline }
}

test('what happens now and then is written down one by one', () => {
  const { clock, events, timeline } = newTimeline()
  for (let i = 0; i < 3 * BURST; i++) {
    timeline.happened(pulled)
    clock.advance(REFILL_MS)
  }
  expect(events).toEqual(Array.from({ length: 3 * BURST }, () => ({ ...pulled, instance })))
})

test('of a flood the first are written down, and the rest as a number', () => {
  const { clock, events, timeline } = newTimeline()
  for (let i = 0; i < 1_000; i++) timeline.happened(pulled)
  expect(events).toHaveLength(BURST)
  vi.advanceTimersByTime(SUMMARY_MS)
  expect(events.at(-1)).toEqual({ type: 'more-happened', instance, count: 1_000 - BURST })
  clock.advance(REFILL_MS)
  timeline.happened(pulled)
  timeline.happened(pulled)
  expect(events.slice(BURST + 1)).toEqual([{ ...pulled, instance }])
  timeline[Symbol.dispose]()
  expect(events.at(-1)).toEqual({ type: 'more-happened', instance, count: 1 })
})

test('an Engine that stops and comes back is told with how long it was away', () => {
  const { clock, events, timeline } = newTimeline()
  timeline.engine(true)
  timeline.engine(false)
  clock.advance(2_500)
  timeline.engine(true)
  expect(events).toEqual([
    { type: 'inner-engine-stopped', instance },
    { type: 'inner-engine-back', instance, downMs: 2_500 },
  ])
})
