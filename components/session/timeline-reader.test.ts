import { expect, test } from 'vitest'
import type { Timeline, TimelineEntry } from '../../server/protocol/timeline.ts'
import { ApiError } from './session-api.ts'
import { TimelineReader } from './timeline-reader.ts'

const entry = (id: number): TimelineEntry => ({ id, at: id, event: { type: 'engine-lost' } })
const timelineOf = (...ids: number[]): Timeline => ({
  username: 'wise-otter-42',
  ended: null,
  isCut: false,
  entries: ids.map(entry),
})
const idsOf = (reader: TimelineReader) => {
  const reading = reader.store.getState()
  return reading.status === 'read' ? reading.timeline.entries.map(({ id }) => id) : reading.status
}

test('nothing is read before somebody asks', () => {
  const reader = new TimelineReader(() => Promise.reject(new Error('not asked for')))
  reader.arrived(entry(1))
  reader.refresh()
  expect(idsOf(reader)).toBe('unread')
})

test('what arrives is added once, also while the answer is on its way', async () => {
  const { promise, resolve } = Promise.withResolvers<Timeline>()
  const reader = new TimelineReader(() => promise)
  const reading = reader.read()
  reader.arrived(entry(2))
  reader.arrived(entry(3))
  resolve(timelineOf(1, 2))
  await reading
  expect(idsOf(reader)).toEqual([1, 2, 3])
  reader.arrived(entry(3))
  reader.arrived(entry(4))
  expect(idsOf(reader)).toEqual([1, 2, 3, 4])
})

test('a failure is told, and reading again helps', async () => {
  const answers = [Promise.reject(new ApiError('OFFLINE', 'No answer.')), Promise.resolve(timelineOf(1))]
  const reader = new TimelineReader(() => answers.shift()!)
  await reader.read()
  expect(reader.store.getState()).toEqual({ status: 'failed', problem: 'No answer.' })
  await reader.read()
  expect(idsOf(reader)).toEqual([1])
})

test('an answer for a session that is over is not shown in the next one', async () => {
  const { promise, resolve } = Promise.withResolvers<Timeline>()
  const reader = new TimelineReader(() => promise)
  const reading = reader.read()
  reader.forget()
  resolve(timelineOf(1))
  await reading
  expect(idsOf(reader)).toBe('unread')
})
