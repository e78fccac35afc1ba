import { expect, it } from 'vitest'
import { chapterIdSchema, checkIdSchema, labIdSchema } from '../../server/protocol/ids.ts'
import { summariseProgress } from './summarise-progress.ts'

const chapter = (id: string, level: 'core' | 'optional', checks: number) => ({
  id,
  title: id,
  minutes: 1,
  level,
  checks,
})
const lab = {
  id: 'lab',
  chapters: [chapter('a', 'core', 2), chapter('b', 'optional', 1), chapter('c', 'core', 0)],
}
const done = (chapterId: string, count: number, labId = 'lab') => ({
  lab: labIdSchema.parse(labId),
  chapter: chapterIdSchema.parse(chapterId),
  done: Array.from({ length: count }, (_, index) => checkIdSchema.parse(`check-${index}`)),
})

it('counts the checks of all chapters of this lab', () => {
  expect(summariseProgress(lab, [done('a', 1), done('b', 1), done('a', 2, 'other')])).toEqual({
    done: 2,
    checks: 3,
    isCoreDone: false,
  })
})

it('knows that all of the core is done, whatever is left of the optional', () => {
  expect(summariseProgress(lab, [done('a', 2)]).isCoreDone).toBe(true)
  expect(summariseProgress(lab, [done('b', 1)]).isCoreDone).toBe(false)
})

it('does not count checks that a chapter no longer has', () => {
  expect(summariseProgress(lab, [done('a', 5)]).done).toBe(2)
})
