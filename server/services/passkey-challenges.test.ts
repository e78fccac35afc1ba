import { expect, test } from 'vitest'
import { PASSKEY_CHALLENGE_MS } from '../protocol/passkey.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { MAX_CHALLENGES, PasskeyChallenges } from './passkey-challenges.ts'

const SIGN_IN = { kind: 'sign-in' } as const
const tooLate: unknown = expect.objectContaining({ code: 'PASSKEY_TOO_LATE' })

function open() {
  const clock = new FakeClock()
  return { clock, challenges: new PasskeyChallenges(clock) }
}

test('a challenge is taken once, for what it was asked', () => {
  const { challenges } = open()
  const purpose = { kind: 'add', instructorId: 'ada', userHandle: 'handle' } as const
  challenges.add('one', purpose)
  expect(challenges.take('one', 'add')).toEqual(purpose)
  expect(() => challenges.take('one', 'add')).toThrow(tooLate)
  challenges.add('two', SIGN_IN)
  expect(() => challenges.take('two', 'add')).toThrow(tooLate)
  expect(() => challenges.take('two', 'sign-in')).toThrow(tooLate)
  expect(() => challenges.take('never asked', 'sign-in')).toThrow(tooLate)
})

test('a challenge holds for five minutes, and is forgotten then', () => {
  const { challenges, clock } = open()
  challenges.add('in time', SIGN_IN)
  challenges.add('too late', SIGN_IN)
  clock.advance(PASSKEY_CHALLENGE_MS - 1)
  expect(challenges.take('in time', 'sign-in')).toEqual(SIGN_IN)
  clock.advance(1)
  challenges.add('next', SIGN_IN)
  expect(challenges.size).toBe(1)
  expect(() => challenges.take('too late', 'sign-in')).toThrow(tooLate)
})

test('of too many the oldest goes, so that a flood takes no more memory and shuts nobody out', () => {
  const { challenges } = open()
  for (let index = 0; index <= MAX_CHALLENGES; index++) challenges.add(`${index}`, SIGN_IN)
  expect(challenges.size).toBe(MAX_CHALLENGES)
  expect(() => challenges.take('0', 'sign-in')).toThrow(tooLate)
  expect(challenges.take('1', 'sign-in')).toEqual(SIGN_IN)
  expect(challenges.take(`${MAX_CHALLENGES}`, 'sign-in')).toEqual(SIGN_IN)
})
