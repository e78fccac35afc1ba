import type { Chapter, Lab } from '../../server/domain/lab.ts'
import { chapterIdSchema, checkIdSchema, labIdSchema, stepIdSchema } from '../../server/protocol/ids.ts'
import { smallLab } from '../../server/testing/small-lab.ts'

/** As many checks as a day's lab has. */
const CHAPTERS = 15
const CHECKS_A_CHAPTER = 5

/** A lab of the size of a real one, whose checks are done once somebody says so. */
export const FAKE_LAB: Lab = {
  id: labIdSchema.parse('bench'),
  title: 'Bench',
  summary: '',
  chapters: Array.from({ length: CHAPTERS }, (_, index) => chapter(index + 1)),
}

/** The small lab's chapter, with a step for each check. */
function chapter(number: number): Chapter {
  const model = smallLab.labs()[0]!.chapters[0]!
  const [check] = model.checks.values()
  const ids = Array.from({ length: CHECKS_A_CHAPTER }, (_, index) =>
    checkIdSchema.parse(`check-${index + 1}`),
  )
  return {
    ...model,
    id: chapterIdSchema.parse(`chapter-${number}`),
    title: `Chapter ${number}`,
    variables: new Map(),
    checks: new Map(ids.map((id) => [id, { ...check!, id, mode: 'edge' }])),
    steps: ids.map((id) => ({
      ...model.steps[0]!,
      id: stepIdSchema.parse(id),
      title: `Step ${id}`,
      checks: [id],
    })),
  }
}
