import { columnsOf } from '../domain/class-progress.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import type { Column } from '../protocol/cockpit.ts'
import { LabError } from '../protocol/errors.ts'
import type { HubModes } from '../protocol/hub-mode.ts'
import type { WorkshopPlan } from '../protocol/workshop.ts'
import { requireAhead } from './changed-plan.ts'

/** For a participant: the operator has changed what there is since the workshop was planned. */
const MODE_GONE =
  'This server no longer has what this workshop gets its images from. Its instructor has to choose again in the plan.'

interface Offer {
  catalog: LabCatalog
  /** What the machine offers. */
  hubModes: HubModes
}

/** None, when the lab has gone since the workshop was planned. */
export function columnsOfPlan(
  { lab: labId, chapters }: Pick<WorkshopPlan, 'lab' | 'chapters'>,
  { catalog }: Pick<Offer, 'catalog'>,
): Column[] {
  const lab = catalog.labs().find(({ id }) => id === labId)
  return lab ? columnsOf(lab, chapters) : []
}

/** Throws LAB_NOT_FOUND, CHAPTER_NOT_FOUND, HUB_MODE_NOT_OFFERED or END_IN_PAST. */
export function requirePlan(plan: WorkshopPlan, { now, ...offer }: Offer & { now: number }): void {
  requireContent(plan, offer)
  requireOffered(plan, offer)
  requireAhead(plan.endsAt, now)
}

function requireContent(
  { lab, chapters }: Pick<WorkshopPlan, 'lab' | 'chapters'>,
  { catalog }: Pick<Offer, 'catalog'>,
): void {
  if (!catalog.labs().some(({ id }) => id === lab)) throw new LabError('LAB_NOT_FOUND')
  for (const chapter of chapters) catalog.chapter({ lab, chapter })
}

/** For who plans. Throws HUB_MODE_NOT_OFFERED. */
export function requireOffered(
  { hub }: Pick<WorkshopPlan, 'hub'>,
  { hubModes }: Pick<Offer, 'hubModes'>,
): void {
  if (!hubModes.includes(hub)) throw new LabError('HUB_MODE_NOT_OFFERED')
}

/** For a participant. Throws HUB_MODE_NOT_OFFERED. */
export function requireStillOffered(
  { hub }: Pick<WorkshopPlan, 'hub'>,
  { hubModes }: Pick<Offer, 'hubModes'>,
): void {
  if (!hubModes.includes(hub)) throw new LabError('HUB_MODE_NOT_OFFERED', { detail: MODE_GONE })
}
