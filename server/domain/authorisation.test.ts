import { expect, test } from 'vitest'
import { AUTHORISATION, isAction, mayDo, refusalOf, ROLES, type Action } from './authorisation.ts'

/**
 * Written out a second time on purpose: whoever changes who may do what says so twice. One letter for each role that
 * may: v(isitor), s(eated), p(articipant), c(o-instructor), i(nstructor), o(perator).
 */
const EXPECTED: Record<Action, string> = {
  'health.read': 'vspcio',
  'api.describe': 'vspcio',
  'content.follow': 'vspcio',
  'hub.read': 'vspcio',
  'session.open': 'vspcio',
  'session.read': '--p---',
  'session.connect': '--p---',
  'session.close': '--p---',
  'session.extend': '--p---',
  'session.stay': '--p---',
  'session.read-end': 'vspcio',
  'progress.read': '--p---',
  'instance.create': '--p---',
  'instance.remove': '--p---',
  'terminal.open': '--p---',
  'terminal.rename': '--p---',
  'terminal.close': '--p---',
  'terminal.view': '--p---',
  'terminal.type': '--p---',
  'terminal.resize': '--p---',
  'file.read': '--p---',
  'file.write': '--p---',
  'lab.follow': '--p---',
  'lab.play': '--p---',
  'variable.set': '--p---',
  'class.join': 'vspcio',
  'class.look': 'vspcio',
  'class.leave': '-s----',
  'class.ask-help': '-s----',
  'class.take-part': '--p---',
  'instructor.enter': 'vspcio',
  'instructor.leave': '----i-',
  'passkey.ask': 'vspcio',
  'account.read': '----i-',
  'account.change': '----i-',
  'passkey.prepare': '----i-',
  'instructor.invite': '----io',
  'instructor.take-back-invitation': '----io',
  'roster.read': '----io',
  'workshop.create': '----i-',
  'workshop.list': '----io',
  'workshop.read': '---cio',
  'workshop.change': '----io',
  'workshop.invite': '----io',
  'workshop.take-back-invitation': '----io',
  'workshop.remove-teacher': '----io',
  'workshop.teach': '---cio',
  'metrics.read': '-----o',
  'audit.read': '-----o',
  'lab.drain': '-----o',
}
const actions = Object.keys(AUTHORISATION).filter(isAction)

test('every action has an expectation, and every expectation an action', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual([...actions].sort())
})

test.each(actions)('%s: exactly the expected roles may', (action) => {
  const actual = ROLES.map((role) => (mayDo([role], action) ? role[0] : '-')).join('')
  expect(actual).toBe(EXPECTED[action])
})

test('nobody without a role may do anything, and one sufficient role of several is enough', () => {
  for (const action of actions) {
    expect(mayDo([], action)).toBe(false)
    expect(mayDo(ROLES, action)).toBe(true)
  }
  expect(mayDo(['participant', 'instructor'], 'roster.read')).toBe(true)
})

test('a refusal says what is missing', () => {
  expect(refusalOf('session.read')).toBe('NO_SESSION')
  expect(refusalOf('roster.read')).toBe('NOT_INSTRUCTOR')
})

test('names that are no actions are told apart, inherited ones too', () => {
  expect(isAction('session.open')).toBe(true)
  for (const name of ['', 'toString', '__proto__', 'session', undefined, 7])
    expect(isAction(name)).toBe(false)
})
