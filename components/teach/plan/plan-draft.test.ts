import { expect, it } from 'vitest'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import type { HubModes } from '../../../server/protocol/hub-mode.ts'
import {
  changeIn,
  draftOf,
  endsSooner,
  fromLocalInput,
  newDraft,
  readDraft,
  toLocalInput,
  type PlanDraft,
} from './plan-draft.ts'

const chapter = { minutes: 5, level: 'core', checks: 2 } as const
const lab: LabSummary = {
  id: 'registries',
  title: 'Registries',
  chapters: [
    { id: 'first', title: 'First', ...chapter },
    { id: 'second', title: 'Second', ...chapter },
  ],
}
const hubModes: HubModes = ['sandbox']
const limits = { maxInstances: 4, maxSessionMinutes: 240, hubModes }
const both: HubModes = ['sandbox', 'live']
const now = new Date(2026, 10, 28, 9, 2, 30).getTime()
const draft: PlanDraft = { ...newDraft({ lab, now, limits }), title: 'Containers' }

it('proposes a start at the next five minutes and three hours from there', () => {
  expect(draft.startsAt).toBe('2026-11-28T09:05')
  expect(draft.endsAt).toBe('2026-11-28T12:05')
})

it('reads what was typed, and all chapters as none', () => {
  const reading = readDraft(draft, { lab, limits })
  expect(reading).toMatchObject({
    plan: { title: 'Containers', lab: 'registries', chapters: [], seats: 20, startsAt: now + 150_000 },
  })
})

it('keeps the order of the lab, whatever the order of the clicks', () => {
  const three = { ...lab, chapters: [...lab.chapters, { id: 'third', title: 'Third', ...chapter }] }
  expect(readDraft({ ...draft, chapters: ['second', 'first'] }, { lab: three, limits })).toMatchObject({
    plan: { chapters: ['first', 'second'] },
  })
})

it.each([
  [{ title: ' ' }, 'title'],
  [{ seats: '0' }, 'Seats'],
  [{ startsAt: '' }, 'starts'],
  [{ endsAt: '2026-11-28T09:00' }, 'end after'],
  [{ sessionMinutes: '300' }, '240 minutes'],
  [{ maxInstances: '5' }, 'at most 4'],
  [{ chapters: [] }, 'at least one chapter'],
])('says what is wrong with %o', (change, words) => {
  expect(readDraft({ ...draft, ...change }, { lab, limits })).toMatchObject({
    problem: expect.stringContaining(words) as string,
  })
})

it('opens a plan as it was saved', () => {
  const reading = readDraft(draft, { lab, limits })
  if (!('plan' in reading)) throw new Error(reading.problem)
  expect(readDraft(draftOf(reading.plan, lab), { lab, limits })).toEqual(reading)
})

/** What is sent when `from` was shown and `change` was typed. */
function sent(from: PlanDraft, change: Partial<PlanDraft>) {
  const to = { ...from, ...change }
  const reading = readDraft(to, { lab, limits })
  if (!('plan' in reading)) throw new Error(reading.problem)
  return changeIn(reading.plan, { from, to })
}

it('sends what was changed and nothing else, so that a form that has been open for long undoes nothing', () => {
  expect(sent(draft, {})).toEqual({})
  expect(sent(draft, { title: 'Networks', seats: '7' })).toEqual({ title: 'Networks', seats: 7 })
  expect(sent(draft, { endsAt: '2026-11-28T12:30' })).toEqual({ endsAt: fromLocalInput('2026-11-28T12:30') })
  // Typed, and typed back.
  expect(sent(draft, { endsAt: draft.endsAt })).toEqual({})
})

it('sends another place for images when the planned one is no longer offered', () => {
  expect(sent({ ...draft, hub: 'live' }, {})).toEqual({ hub: 'sandbox' })
})

it('knows that a workshop under way would end sooner than it says now', () => {
  expect(endsSooner({ phase: 'open', endsAt: now }, now - 1)).toBe(true)
  expect(endsSooner({ phase: 'open', endsAt: now }, now + 1)).toBe(false)
  expect(endsSooner({ phase: 'scheduled', endsAt: now }, now - 1)).toBe(false)
})

it('takes images from the sandbox where both are offered, unless it says otherwise', () => {
  const choice = { lab, limits: { ...limits, hubModes: both } }
  expect(newDraft({ now, ...choice }).hub).toBe('sandbox')
  expect(readDraft(draft, choice)).toMatchObject({ plan: { hub: 'sandbox' } })
  expect(readDraft({ ...draft, hub: 'live' }, choice)).toMatchObject({ plan: { hub: 'live' } })
})

it('takes what there is when the operator no longer offers what was planned', () => {
  expect(readDraft({ ...draft, hub: 'live' }, { lab, limits })).toMatchObject({ plan: { hub: 'sandbox' } })
})

it('takes the time of a field for that of the reader', () => {
  expect(fromLocalInput(toLocalInput(now))).toBe(now - 30_000)
})
