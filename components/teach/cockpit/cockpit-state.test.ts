import { expect, it } from 'vitest'
import { applyMessage, INITIAL_COCKPIT, nameOf, withNames, type CockpitState } from './cockpit-state.ts'
import { testColumns, testSeat, testSeatId, testWatch } from './test-class.ts'

const columns = testColumns({ first: ['a', 'b'] })
const anna = testSeat('anna', { joinedAt: 1 })
const ben = testSeat('ben', { joinedAt: 2 })
const watch = testWatch()

function after(...changes: Parameters<typeof applyMessage>[1][]): CockpitState {
  return changes.reduce<CockpitState>((state, message) => ({ ...state, ...applyMessage(state, message) }), {
    ...INITIAL_COCKPIT,
    columns,
  })
}
const seats = (...changed: (typeof anna)[]): Parameters<typeof applyMessage>[1] => ({
  type: 'seats',
  changed,
  gone: [],
})

it('replaces only what has changed', () => {
  const state = after(seats(anna, ben), seats({ ...ben, done: [0] }))
  expect(state.seats[anna.id]).toBe(anna)
  expect(state.seats[ben.id]?.done).toEqual([0])
  expect(state.summary.done).toEqual([1, 0])
})

it('forgets who has left', () => {
  const state = after(seats(anna, ben), { type: 'seats', changed: [], gone: [anna.id] })
  expect(Object.keys(state.seats)).toEqual([ben.id])
  expect(state.summary.counted).toBe(1)
})

it('gives everybody a number that stays, for screens that hide names', () => {
  const state = {
    ...after(seats(ben, anna), { type: 'seats', changed: [testSeat('cleo')], gone: [anna.id] }),
  }
  const hidden = { ...state, areNamesHidden: true }
  expect(nameOf(hidden, ben.id)).toBe('Participant 2')
  expect(nameOf(hidden, testSeatId('cleo'))).toBe('Participant 3')
  expect(nameOf(state, ben.id)).toBe('ben')
})

it('tells whom a problem is about by the names that this screen shows', () => {
  const state = after(seats(anna, ben), { type: 'seats', changed: [], gone: [anna.id] })
  const problem = `${ben.id}, node1: The lab is full. ${anna.id}, node1: no. ${'x'.repeat(16)}`
  const rest = `node1: no. ${'x'.repeat(16)}`
  expect(withNames(state, problem)).toBe(`ben, node1: The lab is full. Somebody who has left, ${rest}`)
  expect(withNames({ ...state, areNamesHidden: true }, problem)).toBe(
    `Participant 2, node1: The lab is full. Participant 1, ${rest}`,
  )
})

it('knows a refusal from an end', () => {
  const asked = { ...anna, watch }
  const granted = { ...anna, watch: { ...watch, status: 'granted' as const } }
  expect(after(seats(asked), seats(anna)).watchEnds[anna.id]).toBe('refused')
  expect(after(seats(asked), seats(granted), seats(anna)).watchEnds[anna.id]).toBe('ended')
})

it('does not blame the participant for what the instructor has ended', () => {
  const asked = after(seats({ ...anna, watch }))
  const ended = { ...asked, watchEnds: { [anna.id]: 'own' as const } }
  expect(applyMessage(ended, seats(anna)).watchEnds?.[anna.id]).toBe('own')
})
