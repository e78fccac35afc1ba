import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { instanceNameSchema } from '../protocol/ids.ts'
import { MAX_TIMELINE_ENTRIES } from '../protocol/limits.ts'
import type { TimelineEvent } from '../protocol/timeline.ts'
import { createLabBench } from '../testing/lab-bench.ts'
import { FlightRecorder } from './flight-recorder.ts'
import { Metrics } from './metrics.ts'

const instance = instanceNameSchema.parse('node1')
const added: TimelineEvent = { type: 'instance-added', instance }
const DAY_MS = 24 * 3_600_000

test('what happened is kept in order, and told to whoever listens', async () => {
  const { sessions, recorder, timeline, clock } = createLabBench()
  const told: string[] = []
  recorder.onRecorded((_sessionId, { event }) => told.push(event.type))
  const { session } = await sessions.open()
  clock.advance(5)
  recorder.record(session.stored.id, added)
  await sessions.close(session, 'participant')
  const expected = ['session-opened', 'instance-added', 'session-closed']
  const entries = await timeline.bySession(session.stored.id)
  expect(entries.map(({ event }) => event.type)).toEqual(expected)
  expect(entries[1]!.at - entries[0]!.at).toBe(5)
  expect(told).toEqual(expected)
})

test('of each session the newest entries are kept, so many and no more', async () => {
  const { sessions, timeline } = createLabBench()
  const [first, other] = [await sessions.open(), await sessions.open()]
  for (let at = 0; at < MAX_TIMELINE_ENTRIES + 3; at++) {
    await timeline.append(first.session.stored.id, at, added)
  }
  const entries = await timeline.bySession(first.session.stored.id)
  expect(entries).toHaveLength(MAX_TIMELINE_ENTRIES)
  expect(entries.at(0)!.at).toBe(3)
  expect(entries.at(-1)!.at).toBe(MAX_TIMELINE_ENTRIES + 2)
  expect(await timeline.bySession(other.session.stored.id)).toHaveLength(1)
})

test('timelines of sessions that ended long ago are dropped, others are not', async () => {
  const { sessions, recorder, timeline, clock } = createLabBench()
  const [ended, open] = [await sessions.open(), await sessions.open()]
  await sessions.close(ended.session, 'time-up')
  clock.advance(13 * DAY_MS)
  await recorder.prune()
  expect(await timeline.bySession(ended.session.stored.id)).toHaveLength(2)
  clock.advance(2 * DAY_MS)
  await recorder.prune()
  expect(await timeline.bySession(ended.session.stored.id)).toEqual([])
  expect(await timeline.bySession(open.session.stored.id)).toHaveLength(1)
})

test('a store that fails, and an event that is not one, disturb nobody', async () => {
  const { clock, sessions } = createLabBench()
  const { session } = await sessions.open()
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  const fail = () => Promise.reject(new Error('disk full'))
  using recorder = new FlightRecorder({
    store: { append: fail, bySession: fail, endedSession: fail, prune: fail },
    clock,
    log,
    metrics: new Metrics(),
  })
  recorder.record(session.stored.id, added)
  recorder.record(session.stored.id, { type: 'no-such-event' } as never)
  await vi.waitFor(() => expect(lines.join('')).toContain('timeline entry not kept'))
  expect(lines.join('')).toContain('event is not well-formed')
  expect(JSON.parse(lines[0]!)).toMatchObject({
    msg: 'timeline',
    sessionId: session.stored.id,
    event: 'instance-added',
    instance: 'node1',
  })
})
