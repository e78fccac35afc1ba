import { expect, test } from 'vitest'
import { MAX_WORKSHOP_MS } from '../protocol/workshop.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { changedPlan } from './changed-plan.ts'

const now = 1_000_000
const plan = { ...EXAMPLE_WORKSHOP.plan, startsAt: now - 1_000, endsAt: now + 1_000 }
const running = { plan, endedAt: null }
const refusal = (code: string) => expect.objectContaining({ code }) as Error

test('what is not named stays as it is', () => {
  expect(changedPlan(running, { title: 'Networks' }, now)).toEqual({
    plan: { ...plan, title: 'Networks' },
    endedAt: null,
  })
  expect(changedPlan(running, {}, now)).toEqual(running)
})

test('only a new end opens again what was ended', () => {
  const ended = { plan, endedAt: now - 500 }
  expect(changedPlan(ended, { title: 'Networks', seats: 9 }, now).endedAt).toBe(now - 500)
  expect(changedPlan(ended, { endsAt: now + 1 }, now).endedAt).toBeNull()
  // The end that was planned is one, too.
  expect(changedPlan(ended, { endsAt: plan.endsAt }, now).endedAt).toBeNull()
})

test('what was over by its plan stays over until it gets a new end', () => {
  const over = { plan: { ...plan, endsAt: now - 500 }, endedAt: null }
  expect(changedPlan(over, { title: 'Networks' }, now).plan.endsAt).toBe(now - 500)
  expect(changedPlan(over, { endsAt: now + 500 }, now).plan.endsAt).toBe(now + 500)
})

test('no end is set in the past, or now', () => {
  for (const endsAt of [now, now - 1])
    expect(() => changedPlan(running, { endsAt }, now)).toThrow(refusal('END_IN_PAST'))
})

test('a change that does not fit the times that are there is refused', () => {
  for (const change of [
    { startsAt: plan.endsAt },
    { endsAt: plan.startsAt },
    { endsAt: plan.startsAt + MAX_WORKSHOP_MS + 1 },
  ])
    expect(() => changedPlan(running, change, now)).toThrow(refusal('PLAN_TIMES'))
})
