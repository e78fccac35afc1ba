import { expect, test } from 'vitest'
import type { ServerMessage } from '../protocol/messages.ts'
import { Reaper } from './reaper.ts'
import { keyOfCookie } from './session-key.ts'
import { createLabBench } from '../testing/lab-bench.ts'

test('a session is found by its cookie alone, and the store never holds the cookie', async () => {
  const { sessions, store } = createLabBench()
  const { session, token } = await sessions.open()
  expect(sessions.byKey(keyOfCookie(token))).toBe(session)
  expect(sessions.byKey(keyOfCookie(session.stored.id))).toBeUndefined()
  expect(sessions.byKey(keyOfCookie(undefined))).toBeUndefined()
  expect(JSON.stringify(await store.open())).not.toContain(token)
})

test('ids, cookies and preview keys carry at least 128 random bits', async () => {
  const { sessions } = createLabBench()
  const { session, token } = await sessions.open()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(session.stored.id).toMatch(/^[a-z2-7]{26}$/)
  expect(session.stored.previewKey).toMatch(/^[a-z2-7]{26}$/)
})

test('closing tells the tabs why, forgets the cookie and is done once', async () => {
  const { sessions } = createLabBench()
  const { session, token } = await sessions.open()
  const messages: ServerMessage[] = []
  session.subscribe((message) => messages.push(message))
  await sessions.close(session, 'participant')
  await sessions.close(session, 'time-up')
  expect(messages).toEqual([{ type: 'session', session: null, endReason: 'You closed it.' }])
  expect(sessions.byKey(keyOfCookie(token))).toBeUndefined()
})

test('a session closes although the lab engine is down', async () => {
  const { sessions, provisioner, store } = createLabBench()
  const { session } = await sessions.open()
  provisioner.isDown = true
  await sessions.close(session, 'participant')
  expect(await store.open()).toEqual([])
})

test('the reaper ends sessions whose time is up and removes what nobody owns', async () => {
  const bench = createLabBench()
  const { sessions, clock, provisioner } = bench
  const { session } = await sessions.open()
  const name = bench.instances.create(session).name
  using reaper = new Reaper(bench)
  await reaper.sweep()
  expect(sessions.all()).toEqual([session])
  const signal = new AbortController().signal
  const options = { signal, onBooting: () => undefined }
  const orphan = { ...session.stored, sessionId: 'unknown' as typeof session.stored.id, name, env: {} }
  await provisioner.start(orphan, options)
  await reaper.sweep()
  expect((await provisioner.list()).map(({ sessionId }) => sessionId)).toEqual([session.stored.id])
  clock.advance(3_600_000)
  await reaper.sweep()
  expect(sessions.all()).toEqual([])
  expect(await provisioner.list()).toEqual([])
})
