import { expect, test } from 'vitest'
import { chapterIdSchema, checkIdSchema, labIdSchema, stepIdSchema } from '../protocol/ids.ts'
import { chapterWith } from '../testing/chapter-with.ts'
import {
  ALONE_SLOW_MS,
  columnKey,
  columnsOf,
  currentColumn,
  decideStuck,
  LEAST_SLOW_MS,
  median,
  SAME_ERRORS,
  SAME_FAILURES,
  stepDurations,
} from './class-progress.ts'

const MINUTE_MS = 60_000
const one = chapterIdSchema.parse('one')
const two = chapterIdSchema.parse('two')

function step(id: string, checks: string[]) {
  return {
    id: stepIdSchema.parse(id),
    title: `Step ${id}`,
    content: { type: 'root' as const, children: [] },
    blocks: [],
    checks: checks.map((check) => checkIdSchema.parse(check)),
    flow: [],
  }
}

const lab = {
  id: labIdSchema.parse('lab'),
  title: 'Lab',
  summary: '',
  chapters: [
    chapterWith({ id: one, title: 'One', steps: [step('read', []), step('do', ['a', 'b'])] }),
    chapterWith({ id: two, title: 'Two', steps: [step('more', ['a'])] }),
  ],
}
const columns = columnsOf(lab, [])
const done = (...indexes: number[]) => new Map(indexes.map((index) => [index, 0]))

test('each check is a column, in the order of the lab; a step without checks has none', () => {
  expect(columns).toEqual([
    { chapter: 'one', chapterTitle: 'One', step: 'do', stepTitle: 'Step do', check: 'a' },
    { chapter: 'one', chapterTitle: 'One', step: 'do', stepTitle: 'Step do', check: 'b' },
    { chapter: 'two', chapterTitle: 'Two', step: 'more', stepTitle: 'Step more', check: 'a' },
  ])
})

test('a workshop of some chapters has their columns alone, whatever order they were chosen in', () => {
  expect(columnsOf(lab, [two])).toMatchObject([{ chapter: 'two' }])
  expect(columnsOf(lab, [two, one])).toEqual(columns)
})

test('checks of the same name in two chapters are two', () => {
  const keys = columns.map(({ chapter, check }) => columnKey(chapter, check))
  expect(new Set(keys).size).toBe(3)
})

test.each([
  ['at the start', done(), one, 0],
  ['with no page open', done(), null, 0],
  ['in the middle of a chapter', done(0), one, 1],
  ['where something before was left out', done(1), one, 0],
  ['in a chapter that is in view, although an earlier one is not done', done(), two, 2],
  ['in view of a chapter that is done: after the last', done(0, 1), one, 2],
  ['with the last one done and an earlier one open', done(2), two, 0],
  ['out of view: after the last that is done', done(0), null, 1],
  ['in a chapter that is not of the workshop', done(0), chapterIdSchema.parse('other'), 1],
  ['when all is done', done(0, 1, 2), two, null],
])('somebody is %s', (_where, theirs, viewed, expected) => {
  expect(currentColumn(columns, theirs, viewed)).toBe(expected)
})

test('there is no step in a lab without checks', () => {
  expect(currentColumn([], done(), one)).toBeNull()
})

test('a step took from what was done before it, in the order of doing', () => {
  const theirs = new Map([
    [0, 700],
    [2, 300],
    [1, 1_000],
  ])
  expect(stepDurations(theirs, 100)).toEqual(
    new Map([
      [2, 200],
      [0, 400],
      [1, 300],
    ]),
  )
  expect(stepDurations(new Map(), 100)).toEqual(new Map())
})

test('nothing took less than no time', () => {
  expect(stepDurations(new Map([[0, 50]]), 100)).toEqual(new Map([[0, 0]]))
})

test.each([
  [[], null],
  [[7], 7],
  [[9, 1, 5], 5],
  // By value, not by text.
  [[100, 9, 20], 20],
  [[4, 1, 3, 2], 2.5],
])('the middle of %j is %s', (values, expected) => {
  const before = [...values]
  expect(median(values)).toBe(expected)
  expect(values).toEqual(before)
})

const calm = { column: 1, sinceMs: 0, reason: null, sameFailures: 0, errorsInRow: 0 }
const quick = [1, 2, 3].map((minutes) => minutes * MINUTE_MS)
const long = [9, 10, 11].map((minutes) => minutes * MINUTE_MS)

test('nobody is stuck who has just begun', () => {
  expect(decideStuck(calm, quick)).toBeNull()
  expect(decideStuck(calm, [])).toBeNull()
})

test('slow is twice what the class took', () => {
  const at = (sinceMs: number) => decideStuck({ ...calm, sinceMs, reason: 'no such image' }, long)
  expect(at(20 * MINUTE_MS)).toBeNull()
  expect(at(20 * MINUTE_MS + 1)).toEqual({
    kind: 'slow',
    column: 1,
    sinceMs: 20 * MINUTE_MS + 1,
    usualMs: 10 * MINUTE_MS,
    count: 0,
    reason: 'no such image',
  })
})

test('reading takes time, also where the class was quick', () => {
  expect(decideStuck({ ...calm, sinceMs: LEAST_SLOW_MS }, [1, 1, 1])).toBeNull()
  expect(decideStuck({ ...calm, sinceMs: LEAST_SLOW_MS + 1 }, [1, 1, 1])).toMatchObject({ kind: 'slow' })
})

test('too few to compare with: a long time is slow', () => {
  for (const few of [[], [MINUTE_MS], [MINUTE_MS, MINUTE_MS]]) {
    expect(decideStuck({ ...calm, sinceMs: ALONE_SLOW_MS }, few)).toBeNull()
    expect(decideStuck({ ...calm, sinceMs: ALONE_SLOW_MS + 1 }, few)).toMatchObject({
      kind: 'slow',
      usualMs: null,
    })
  }
})

test('the same failure again and again is a sign, before any time has passed', () => {
  const after = (sameFailures: number) => decideStuck({ ...calm, reason: 'port 80', sameFailures }, quick)
  expect(after(SAME_FAILURES - 1)).toBeNull()
  expect(after(SAME_FAILURES)).toMatchObject({
    kind: 'same-failure',
    count: SAME_FAILURES,
    reason: 'port 80',
    usualMs: 2 * MINUTE_MS,
  })
})

test('errors in a row are a sign', () => {
  const after = (errorsInRow: number) => decideStuck({ ...calm, errorsInRow }, [])
  expect(after(SAME_ERRORS - 1)).toBeNull()
  expect(after(SAME_ERRORS)).toMatchObject({ kind: 'same-error', count: SAME_ERRORS, reason: null })
})

test('of several signs the one that says most is told', () => {
  const all = { ...calm, sinceMs: ALONE_SLOW_MS * 2, sameFailures: SAME_FAILURES, errorsInRow: SAME_ERRORS }
  expect(decideStuck(all, [])).toMatchObject({ kind: 'same-failure' })
  expect(decideStuck({ ...all, sameFailures: 0 }, [])).toMatchObject({ kind: 'same-error' })
})
