import { expect, test } from 'vitest'
import {
  formatJoinCode,
  JOIN_CODE_ALPHABET,
  JOIN_CODE_CHARACTERS,
  joinCodeSchema,
  MAX_SEATS,
  MAX_WORKSHOP_MS,
  workshopPlanSchema,
} from './workshop.ts'

test.each([
  '7K3MQ9T1',
  '7K3M-Q9T1',
  '7k3m-q9t1',
  ' 7K3M Q9T1\n',
  '7-K-3-M-Q-9-T-1',
  // What looks alike is one character.
  '7K3M-Q9TI',
  '7k3m-q9tl',
])('%j is the code that was read aloud', (typed) => {
  expect(joinCodeSchema.safeParse(typed).data).toBe('7K3MQ9T1')
})

test('O is typed for 0', () => {
  expect(joinCodeSchema.parse('oO00-0000')).toBe('00000000')
})

test.each(['', '7K3M', '7K3M-Q9T', '7K3M-Q9TXA', '7K3M-Q9TU', '7K3M-Q9T!', '٧K3M-Q9TX'])(
  '%j is no code',
  (typed) => {
    expect(joinCodeSchema.safeParse(typed).success).toBe(false)
  },
)

test('codes carry at least 40 bits, and come back as they were shown', () => {
  expect(JOIN_CODE_CHARACTERS * Math.log2(new Set(JOIN_CODE_ALPHABET).size)).toBeGreaterThanOrEqual(40)
  for (const letter of JOIN_CODE_ALPHABET) {
    const code = `0${letter.repeat(6)}Z`
    expect(formatJoinCode(code)).toMatch(/^.{4}-.{4}$/)
    expect(joinCodeSchema.parse(formatJoinCode(code))).toBe(code)
  }
})

const plan = {
  title: 'Registries',
  lab: 'lab',
  chapters: [],
  seats: 3,
  startsAt: 1_000,
  endsAt: 2_000,
  sessionMinutes: 60,
  maxInstances: 2,
  hub: 'sandbox',
  preparesAhead: false,
}

test('a plan is taken as it is', () => {
  expect(workshopPlanSchema.parse(plan)).toEqual(plan)
  const week = { ...plan, endsAt: plan.startsAt + MAX_WORKSHOP_MS }
  expect(workshopPlanSchema.parse(week)).toEqual(week)
})

test.each([
  ['an end before its start', { endsAt: 999 }],
  ['an end at its start', { endsAt: 1_000 }],
  ['more than a week', { endsAt: plan.startsAt + MAX_WORKSHOP_MS + 1 }],
  ['no seats', { seats: 0 }],
  ['too many seats', { seats: MAX_SEATS + 1 }],
  ['half a seat', { seats: 1.5 }],
  ['no title', { title: ' ' }],
  ['sessions that end at once', { sessionMinutes: 1 }],
  ['no instances', { maxInstances: 0 }],
  ['times that are none', { startsAt: Number.NaN }],
  ['what no plan has', { image: 'evil' }],
])('a plan with %s is refused', (_what, change) => {
  expect(workshopPlanSchema.safeParse({ ...plan, ...change }).success).toBe(false)
})

test('an end before the start is told where the end is typed', () => {
  const { error } = workshopPlanSchema.safeParse({ ...plan, endsAt: 0 })
  expect(error?.issues).toMatchObject([
    { path: ['endsAt'], message: expect.stringContaining('after') as string },
  ])
})
