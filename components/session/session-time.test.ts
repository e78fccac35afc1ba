import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { ClientMessage } from '../../server/protocol/messages.ts'
import { emptySession } from '../../server/testing/empty-session.ts'
import { ApiError } from './session-api.ts'
import { INITIAL_STATE, type SessionState } from './session-state.ts'
import { SessionTime } from './session-time.ts'

const session = emptySession

function setUp() {
  const store = createStore<SessionState>(() => ({ ...INITIAL_STATE, phase: { status: 'open', session } }))
  const sent: ClientMessage[] = []
  const notices: string[] = []
  const clock = { now: 0 }
  const time = new SessionTime({
    store,
    api: {
      extendSession: async () => {
        throw new ApiError('EXTENSION_LIMIT', 'It has all the time.')
      },
    },
    send: (message) => sent.push(message),
    notify: (message) => notices.push(message),
    now: () => clock.now,
  })
  return { store, sent, notices, clock, time }
}

test('whoever moves on the page is reported, now and then', () => {
  const { time, sent, clock } = setUp()
  for (let count = 0; count < 100; count++) time.moved()
  expect(sent).toEqual([{ type: 'present' }])
  clock.now = 30_000
  time.moved()
  expect(sent).toHaveLength(2)
})

test('a mouse that is bumped does not answer the question whether somebody is there; the button does', () => {
  const { time, sent, store } = setUp()
  store.setState({ phase: { status: 'open', session: { ...session, idleEndsAt: 5 } } })
  time.moved()
  expect(sent).toEqual([])
  time.stay()
  expect(sent).toEqual([{ type: 'present' }])
})

test('without a session nothing is reported', () => {
  const { time, sent, store } = setUp()
  store.setState({ phase: { status: 'none' } })
  time.moved()
  expect(sent).toEqual([])
})

test('an extension that is refused says why', async () => {
  const { time, notices } = setUp()
  await time.extend()
  expect(notices).toEqual(['The session was not extended. It has all the time.'])
})
