import { expect, test } from 'vitest'
import { createLabBench } from '../testing/lab-bench.ts'
import { openClass, takeSeat } from '../testing/open-class.ts'
import { MAX_TIMELINE_ENTRIES } from '../protocol/limits.ts'
import { keyOfCookie } from './session-key.ts'
import { ENDED_READABLE_MS, Timelines } from './timelines.ts'

const newBench = () => {
  const bench = createLabBench()
  return { ...bench, timelines: new Timelines({ ...bench, store: bench.timeline }) }
}

test('a cookie reads its own session’s timeline, and no other', async () => {
  const { sessions, timelines } = newBench()
  const { token, session } = await sessions.open()
  await sessions.open()
  const { username, ended, isCut, entries } = await timelines.read(keyOfCookie(token))
  expect({ username, ended, isCut }).toEqual({
    username: session.stored.username,
    ended: null,
    isCut: false,
  })
  expect(entries.map(({ event }) => event.type)).toEqual(['session-opened'])
  for (const other of [undefined, '', 'x', session.stored.id, session.stored.tokenHash]) {
    await expect(timelines.read(keyOfCookie(other))).rejects.toMatchObject({ code: 'NO_SESSION' })
  }
})

test('after the end the cookie tells why, for a while', async () => {
  const { sessions, timelines, clock } = newBench()
  const { token, session } = await sessions.open()
  const at = clock.now()
  expect(await timelines.end(keyOfCookie(token))).toBeNull()
  await sessions.close(session, 'time-up')
  const { ended, entries } = await timelines.read(keyOfCookie(token))
  expect(ended).toEqual({ at, by: 'time-up' })
  expect(await timelines.end(keyOfCookie(token))).toEqual(ended)
  expect(await timelines.end(keyOfCookie('another cookie'))).toBeNull()
  expect(entries.at(-1)!.event).toEqual({ type: 'session-closed', by: 'time-up' })
  clock.advance(ENDED_READABLE_MS)
  await timelines.read(keyOfCookie(token))
  clock.advance(1)
  expect(await timelines.end(keyOfCookie(token))).toBeNull()
  await expect(timelines.read(keyOfCookie(token))).rejects.toMatchObject({ code: 'NO_SESSION' })
})

test('a seat reads its session’s timeline from any browser, and how the last one ended', async () => {
  const bench = await openClass()
  const timelines = new Timelines({ ...bench, store: bench.timeline })
  const { place, session, id: seatId } = await takeSeat(bench)
  const key = { seatId }
  expect(await timelines.read(key)).toMatchObject({ username: session.stored.username, ended: null })
  await bench.sessions.close(session, 'idle')
  expect(await timelines.end(key)).toMatchObject({ by: 'idle' })
  const second = await bench.seatSessions.open(place, () => bench.sessions.open())
  expect(await timelines.end(key)).toBeNull()
  bench.clock.advance(1_000)
  await bench.sessions.close(second.session, 'time-up')
  const { username, ended } = await timelines.read(key)
  expect([username, ended?.by]).toEqual([second.session.stored.username, 'time-up'])
  const other = await takeSeat(bench)
  await bench.sessions.close(other.session, 'participant')
  expect(await timelines.end(key)).toMatchObject({ by: 'time-up' })
})

test('a timeline without its beginning says so', async () => {
  const { sessions, timelines, timeline } = newBench()
  const { token, session } = await sessions.open()
  for (let at = 0; at < MAX_TIMELINE_ENTRIES; at++) {
    await timeline.append(session.stored.id, at, { type: 'engine-lost' })
  }
  expect((await timelines.read(keyOfCookie(token))).isCut).toBe(true)
})
