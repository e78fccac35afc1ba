import { expect, it } from 'vitest'
import { doneCheckSchema } from '../../server/protocol/checks.ts'
import { verify, type CertifiedLab } from './certified-lab.ts'

const lab: CertifiedLab = {
  id: 'lab',
  title: 'A lab',
  chapters: [
    {
      id: 'core',
      title: 'Core',
      isOptional: false,
      steps: [
        { id: 'one', title: 'One', checks: ['a', 'b'] },
        { id: 'two', title: 'Two', checks: ['c'] },
      ],
    },
    { id: 'more', title: 'More', isOptional: true, steps: [{ id: 'three', title: 'Three', checks: ['d'] }] },
  ],
}

const done = (chapter: string, check: string, doneAt: number, labId = 'lab') =>
  doneCheckSchema.parse({ lab: labId, chapter, check, doneAt })

it('verifies a step only when all of its checks are done, at the time of the last one', () => {
  const half = verify(lab, [done('core', 'a', 10)])
  expect(half).toMatchObject({ verified: 0, total: 3, isCoreDone: false, lastDoneAt: null })
  const both = verify(lab, [done('core', 'b', 5), done('core', 'a', 10)])
  expect(both).toMatchObject({ verified: 1, lastDoneAt: 10 })
  expect(both.chapters[0]!.steps.map(({ doneAt }) => doneAt)).toEqual([10, null])
})

it('is complete when the core is, whatever is left of the optional', () => {
  const core = [done('core', 'a', 1), done('core', 'b', 2), done('core', 'c', 3)]
  expect(verify(lab, core)).toMatchObject({ verified: 2, isCoreDone: true })
  expect(verify(lab, core.slice(1)).isCoreDone).toBe(false)
})

it('counts nothing of another lab', () => {
  expect(verify(lab, [done('more', 'd', 1, 'other')]).verified).toBe(0)
})
