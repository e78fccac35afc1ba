import { expect, test } from 'vitest'
import { sessionOutlook, type SessionOutlook, type SessionTimes } from './session-end.ts'

const MINUTE = 60_000
const times: SessionTimes = {
  now: 60 * MINUTE,
  expiresAt: 240 * MINUTE,
  lastUsedAt: 60 * MINUTE,
  idleTimeoutMs: 60 * MINUTE,
  isWaiting: false,
}

test.each<[string, Partial<SessionTimes>, SessionOutlook]>([
  ['just used', {}, { status: 'in-use' }],
  ['unused, but not for long', { now: 114 * MINUTE }, { status: 'in-use' }],
  ['warned five minutes before', { now: 115 * MINUTE }, { status: 'idle', endsAt: 120 * MINUTE }],
  ['idle for the whole time', { now: 120 * MINUTE }, { status: 'over', by: 'idle' }],
  ['its time is up', { now: 240 * MINUTE, lastUsedAt: 239 * MINUTE }, { status: 'over', by: 'time-up' }],
  ['both at once', { now: 240 * MINUTE, lastUsedAt: 180 * MINUTE }, { status: 'over', by: 'time-up' }],
  ['never idle', { now: 200 * MINUTE, idleTimeoutMs: 0 }, { status: 'in-use' }],
  ['waiting for room', { now: 200 * MINUTE, isWaiting: true }, { status: 'in-use' }],
  ['idle only after its time is up', { now: 119 * MINUTE, expiresAt: 120 * MINUTE }, { status: 'in-use' }],
  [
    'a short timeout warns at its half',
    { now: 60 * MINUTE + 10_000, idleTimeoutMs: 20_000 },
    { status: 'idle', endsAt: 60 * MINUTE + 20_000 },
  ],
])('%s', (_name, change, expected) => {
  expect(sessionOutlook({ ...times, ...change })).toEqual(expected)
})
