import { expect, it } from 'vitest'
import { chapterProgressSchema } from '../../server/protocol/checks.ts'
import type { LabSummary } from '../lab/chapter-summary.ts'
import { progressByChapter } from './progress-by-chapter.ts'

const chapter = { minutes: 5, level: 'core' } as const
const labs: LabSummary[] = [
  {
    id: 'registries',
    title: 'Registries',
    chapters: [
      { id: 'first', title: 'First', checks: 2, ...chapter },
      { id: 'second', title: 'Second', checks: 1, ...chapter },
    ],
  },
]

function progress(chapterId: string, done: string[]) {
  return chapterProgressSchema.parse({ lab: 'registries', chapter: chapterId, done })
}

it('lists begun chapters in the order of the lab, with their score', () => {
  expect(progressByChapter([progress('second', ['a']), progress('first', ['b'])], labs)).toEqual([
    { key: 'registries/first', title: 'First', done: 1, checks: 2 },
    { key: 'registries/second', title: 'Second', done: 1, checks: 1 },
  ])
})

it('leaves out chapters that are not begun or that the lab no longer has', () => {
  expect(progressByChapter([progress('first', []), progress('gone', ['a'])], labs)).toEqual([])
})

it('never counts more than a chapter has', () => {
  expect(progressByChapter([progress('second', ['a', 'removed'])], labs)[0]).toMatchObject({
    done: 1,
    checks: 1,
  })
})
