import type { HubMode } from '../../../server/protocol/hub-mode.ts'
import {
  MAX_SEATS,
  workshopChangeSchema,
  workshopPlanSchema,
  type TeacherView,
  type WorkshopChange,
  type WorkshopPlan,
  type WorkshopView,
} from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'

const MINUTE_MS = 60_000
const START_STEP_MS = 5 * MINUTE_MS
const USUAL_LENGTH_MS = 3 * 60 * MINUTE_MS
const USUAL_SEATS = 20
const USUAL_INSTANCES = 3
const USUAL_SESSION_MINUTES = 240

/** A plan as it is being typed: numbers and times are text, in the instructor's time zone. */
export interface PlanDraft {
  title: string
  lab: string
  /** Those that are ticked. */
  chapters: readonly string[]
  seats: string
  startsAt: string
  endsAt: string
  sessionMinutes: string
  maxInstances: string
  hub: HubMode
  preparesAhead: boolean
}

type Limits = Pick<TeacherView, 'maxInstances' | 'maxSessionMinutes' | 'hubModes'>

export function newDraft({
  lab,
  now,
  limits,
}: {
  lab: LabSummary | undefined
  now: number
  limits: Limits
}): PlanDraft {
  const startsAt = Math.ceil(now / START_STEP_MS) * START_STEP_MS
  return {
    title: '',
    lab: lab?.id ?? '',
    chapters: chapterIds(lab),
    seats: String(USUAL_SEATS),
    startsAt: toLocalInput(startsAt),
    endsAt: toLocalInput(startsAt + USUAL_LENGTH_MS),
    sessionMinutes: String(Math.min(USUAL_SESSION_MINUTES, limits.maxSessionMinutes)),
    maxInstances: String(Math.min(USUAL_INSTANCES, limits.maxInstances)),
    hub: limits.hubModes[0],
    preparesAhead: true,
  }
}

export function draftOf(plan: WorkshopPlan, lab: LabSummary | undefined): PlanDraft {
  return {
    title: plan.title,
    lab: plan.lab,
    chapters: plan.chapters.length === 0 ? chapterIds(lab) : plan.chapters,
    seats: String(plan.seats),
    startsAt: toLocalInput(plan.startsAt),
    endsAt: toLocalInput(plan.endsAt),
    sessionMinutes: String(plan.sessionMinutes),
    maxInstances: String(plan.maxInstances),
    hub: plan.hub,
    preparesAhead: plan.preparesAhead,
  }
}

export type PlanReading = { plan: WorkshopPlan } | { problem: string }

/** What the draft says, or what must be changed first. */
export function readDraft(
  draft: PlanDraft,
  { lab, limits }: { lab: LabSummary | undefined; limits: Limits },
): PlanReading {
  const ticked = chapterIds(lab).filter((id) => draft.chapters.includes(id))
  if (!lab) return { problem: 'Choose a lab.' }
  if (ticked.length === 0) return { problem: 'Choose at least one chapter.' }
  const result = workshopPlanSchema.safeParse({
    title: draft.title,
    lab: draft.lab,
    // None means all, also those that the lab gets later.
    chapters: ticked.length === lab.chapters.length ? [] : ticked,
    seats: Number(draft.seats),
    startsAt: fromLocalInput(draft.startsAt),
    endsAt: fromLocalInput(draft.endsAt),
    sessionMinutes: Number(draft.sessionMinutes),
    maxInstances: Number(draft.maxInstances),
    hub: offeredHub(draft, limits),
    preparesAhead: draft.preparesAhead,
  })
  if (!result.success) return { problem: problemOf(result.error.issues[0]?.path[0]) }
  const { sessionMinutes, maxInstances } = result.data
  if (sessionMinutes > limits.maxSessionMinutes) return { problem: sessionProblem(limits) }
  if (maxInstances > limits.maxInstances)
    return { problem: `The operator allows at most ${limits.maxInstances} instances for each participant.` }
  return { plan: result.data }
}

/**
 * What somebody has changed in the form, and nothing else: what it shows may be as old as its opening. Images come
 * from elsewhere also when the operator no longer offers what was planned.
 */
export function changeIn(
  plan: WorkshopPlan,
  { from, to }: { from: PlanDraft; to: PlanDraft },
): WorkshopChange {
  const isChanged = (field: keyof WorkshopChange) =>
    field === 'hub' ? plan.hub !== from.hub : to[field] !== from[field]
  const changed = workshopChangeSchema.keyof().options.filter(isChanged)
  return Object.fromEntries(changed.map((field) => [field, plan[field]]))
}

/** Whether people would lose their sessions sooner than the workshop says now. */
export function endsSooner(now: Pick<WorkshopView, 'phase' | 'endsAt'>, endsAt: number): boolean {
  return now.phase === 'open' && endsAt < now.endsAt
}

/** What the draft says, unless the operator has taken it away since the plan was made. */
export function offeredHub({ hub }: Pick<PlanDraft, 'hub'>, { hubModes }: Pick<Limits, 'hubModes'>): HubMode {
  return hubModes.includes(hub) ? hub : hubModes[0]
}

/** By field. */
const PROBLEMS = new Map<PropertyKey | undefined, string>([
  ['title', 'Type a title of 1 to 100 characters.'],
  ['seats', `Seats: type a number from 1 to ${MAX_SEATS}.`],
  ['startsAt', 'Say when it starts.'],
  ['endsAt', 'It must end after it starts, and within a week.'],
  ['sessionMinutes', 'Session length: type a number of minutes from 15 to 720.'],
  ['maxInstances', 'Instances: type a number from 1 to 20.'],
])

function problemOf(field: PropertyKey | undefined): string {
  return PROBLEMS.get(field) ?? 'The plan is not complete. Look at each field again.'
}

function sessionProblem({ maxSessionMinutes }: Limits): string {
  return `The operator allows sessions of at most ${maxSessionMinutes} minutes; each can be extended.`
}

function chapterIds(lab: LabSummary | undefined): string[] {
  return lab?.chapters.map(({ id }) => id) ?? []
}

/** `2026-11-28T09:05`: what a `datetime-local` field holds, without a time zone, in that of the reader. */
export function toLocalInput(at: number): string {
  const local = new Date(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`
  return `${day}T${two(local.getHours())}:${two(local.getMinutes())}`
}

/** NaN when it is no time. */
export function fromLocalInput(text: string): number {
  return new Date(text).getTime()
}
