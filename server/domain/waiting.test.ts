import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startOrder } from './start-order.ts'
import { estimateWait, type WaitingSituation } from './waiting-estimate.ts'

const ann = { name: 'ann' }
const bob = { name: 'bob' }
const cid = { name: 'cid' }

test('somebody who asks five times is let in once before the others, not five times', () => {
  const wishes = [ann, ann, ann, bob, cid].map((owner, sequence) => ({ owner, sequence }))
  expect(startOrder(wishes).map(({ sequence }) => sequence)).toEqual([0, 3, 4, 1, 2])
})

test('whoever comes later is never before a wish of the same round', () => {
  const owners = [ann, bob, cid]
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 })), (choices) => {
      const wishes = choices.map((choice, sequence) => ({ owner: owners[choice]!, sequence }))
      const before = startOrder(wishes)
      const after = startOrder([...wishes, { owner: {}, sequence: wishes.length }])
      const firsts = new Set(choices).size
      expect(before).toHaveLength(wishes.length)
      // A newcomer is behind everybody's first wish, and nobody's place among the others changes.
      expect(after.findIndex(({ sequence }) => sequence === wishes.length)).toBe(firsts)
      expect(after.filter(({ sequence }) => sequence < wishes.length)).toEqual(before)
    }),
  )
})

const situation: WaitingSituation = {
  position: 1,
  isFull: true,
  startMs: 3_000,
  parallel: 4,
  ends: [
    { at: 700_000, frees: 1 },
    { at: 400_000, frees: 2 },
  ],
  now: 100_000,
}

test('the wait ends when enough sessions have', () => {
  expect(estimateWait(situation)).toBe(303_000)
  expect(estimateWait({ ...situation, position: 2 })).toBe(303_000)
  expect(estimateWait({ ...situation, position: 3 })).toBe(603_000)
})

test('beyond what sessions free, and beyond an hour, nobody can know', () => {
  expect(estimateWait({ ...situation, position: 4 })).toBeNull()
  expect(estimateWait({ ...situation, ends: [] })).toBeNull()
  expect(estimateWait({ ...situation, ends: [{ at: 5_000_000, frees: 1 }] })).toBeNull()
})

test('with room it is only the starts before that count', () => {
  expect(estimateWait({ ...situation, isFull: false, position: 4 })).toBe(3_000)
  expect(estimateWait({ ...situation, isFull: false, position: 9 })).toBe(9_000)
})
