import { expect, test } from 'vitest'
import { createLabBench } from '../testing/lab-bench.ts'
import { MAX_TIMELINE_ENTRIES } from '../protocol/limits.ts'
import { ENDED_READABLE_MS, Timelines } from './timelines.ts'

const newBench = () => {
  const bench = createLabBench()
  return { ...bench, timelines: new Timelines({ ...bench, store: bench.timeline }) }
}

test('a cookie reads its own session’s timeline, and no other', async () => {
  const { sessions, timelines } = newBench()
  const { token, session } = await sessions.open()
  await sessions.open()
  const { username, ended, isCut, entries } = await timelines.read(token)
  expect({ username, ended, isCut }).toEqual({
    username: session.stored.username,
    ended: null,
    isCut: false,
  })
  expect(entries.map(({ event }) => event.type)).toEqual(['session-opened'])
  for (const other of [undefined, '', 'x', session.stored.id, session.stored.tokenHash]) {
    await expect(timelines.read(other)).rejects.toMatchObject({ code: 'NO_SESSION' })
  }
})

test('after the end the cookie tells why, for a while', async () => {
  const { sessions, timelines, clock } = newBench()
  const { token, session } = await sessions.open()
  const at = clock.now()
  expect(await timelines.end(token)).toBeNull()
  await sessions.close(session, 'time-up')
  const { ended, entries } = await timelines.read(token)
  expect(ended).toEqual({ at, by: 'time-up' })
  expect(await timelines.end(token)).toEqual(ended)
  expect(await timelines.end('another cookie')).toBeNull()
  expect(entries.at(-1)!.event).toEqual({ type: 'session-closed', by: 'time-up' })
  clock.advance(ENDED_READABLE_MS)
  await timelines.read(token)
  clock.advance(1)
  expect(await timelines.end(token)).toBeNull()
  await expect(timelines.read(token)).rejects.toMatchObject({ code: 'NO_SESSION' })
})

test('a timeline without its beginning says so', async () => {
  const { sessions, timelines, timeline } = newBench()
  const { token, session } = await sessions.open()
  for (let at = 0; at < MAX_TIMELINE_ENTRIES; at++) {
    await timeline.append(session.stored.id, at, { type: 'engine-lost' })
  }
  expect((await timelines.read(token)).isCut).toBe(true)
})
