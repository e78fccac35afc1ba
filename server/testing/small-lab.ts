import type { Block, Check, Step } from '../domain/lab.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { LabError } from '../protocol/errors.ts'
import {
  blockIdSchema,
  checkIdSchema,
  instanceNameSchema,
  labIdSchema,
  stepIdSchema,
  variableNameSchema,
} from '../protocol/ids.ts'
import { chapterWith } from './chapter-with.ts'

const block: Block = {
  id: blockIdSchema.parse('block'),
  language: 'sh',
  code: 'docker ps',
  isRunnable: true,
  isAnswer: false,
  isMeantToFail: false,
  instance: null,
  isInterrupting: false,
}
const check: Check = {
  id: checkIdSchema.parse('check'),
  on: instanceNameSchema.parse('node1'),
  mode: 'level',
  run: 'true',
  reason: 'not yet',
  hints: [],
  solution: 'true',
  after: [],
  mistakes: [],
}
const step: Step = {
  id: stepIdSchema.parse('step'),
  title: 'Step',
  content: { type: 'root', children: [] },
  blocks: [block.id],
  checks: [check.id],
  flow: [],
}
const digest = variableNameSchema.parse('digest')
const CHAPTER = chapterWith({
  steps: [step],
  blocks: new Map([[block.id, block]]),
  checks: new Map([[check.id, check]]),
  variables: new Map([
    [digest, { name: digest, pattern: '[a-z]+', example: 'x', source: { type: 'ask', ask: 'x?' } }],
  ]),
})

/** The lab `lab` with one chapter, `chapter`, that has one of everything. */
export const smallLab: LabCatalog = {
  labs: () => [{ id: labIdSchema.parse('lab'), title: 'Lab', summary: '', chapters: [CHAPTER] }],
  chapter(ref) {
    if (ref.lab !== 'lab') throw new LabError('LAB_NOT_FOUND')
    if (ref.chapter !== CHAPTER.id) throw new LabError('CHAPTER_NOT_FOUND')
    return CHAPTER
  },
}
