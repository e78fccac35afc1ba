import { expect, test } from 'vitest'
import {
  isolationVerdict,
  type EscapeAttempt,
  type EscapeRisk,
  type IsolationFacts,
} from './isolation-verdict.ts'

const refused: EscapeAttempt = {
  id: 'debugfs',
  name: 'mounting debugfs',
  risk: 'takeover',
  result: 'refused',
}
const possible = (risk: EscapeRisk): EscapeAttempt => ({
  id: 'door',
  name: 'a door',
  risk,
  result: 'possible',
})
const facts: IsolationFacts = {
  hasUserNamespace: true,
  hasOwnKernel: false,
  isGvisor: false,
  attempts: [refused],
}

test('a user namespace with all doors closed is one that holds', () => {
  expect(isolationVerdict(facts)).toBe('userns')
  expect(isolationVerdict({ ...facts, hasUserNamespace: false })).toBe('confined')
})

test.each(['takeover', 'limits'] as const)('one open door to %s is no isolation', (risk) => {
  expect(isolationVerdict({ ...facts, attempts: [refused, possible(risk)] })).toBe('none')
})

test.each(['neighbours', 'insight', 'surface'] as const)(
  'a door to %s is told, and does not decide',
  (risk) => {
    expect(isolationVerdict({ ...facts, attempts: [refused, possible(risk)] })).toBe('userns')
  },
)

test('behind a kernel of its own an instance may do to that kernel what it likes', () => {
  const attempts = [possible('takeover')]
  expect(isolationVerdict({ ...facts, hasOwnKernel: true, attempts })).toBe('vm')
  expect(isolationVerdict({ ...facts, hasOwnKernel: true, isGvisor: true, attempts })).toBe('gvisor')
})

test('a check that tried nothing proves nothing', () => {
  expect(isolationVerdict({ ...facts, attempts: [] })).toBe('none')
})
