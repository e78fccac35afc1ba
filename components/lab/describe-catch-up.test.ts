import { expect, it } from 'vitest'
import { chapterIdSchema, labIdSchema, stepIdSchema } from '../../server/protocol/ids.ts'
import { describeCatchUp } from './describe-catch-up.ts'

const place = {
  lab: labIdSchema.parse('a'),
  chapter: chapterIdSchema.parse('b'),
  step: stepIdSchema.parse('c'),
}

it('counts the solution that is being played, from the first to the last', () => {
  const playing = (played: number) => describeCatchUp({ ...place, status: 'playing', played, total: 5 })
  expect(playing(0)).toContain('1 of 5')
  expect(playing(4)).toContain('5 of 5')
  expect(playing(5)).toContain('5 of 5')
})

it('says why it failed, and what to do when nobody knows', () => {
  const failed = { ...place, status: 'failed', played: 1, total: 2 } as const
  expect(describeCatchUp({ ...failed, message: 'The lab is full.' })).toContain('The lab is full.')
  expect(describeCatchUp(failed)).toContain('Try again')
})
