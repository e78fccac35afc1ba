import type { StoredWorkshop } from '../ports/workshop-store.ts'
import { LabError } from '../protocol/errors.ts'
import { isPossibleTime, type WorkshopChange } from '../protocol/workshop.ts'

type Planned = Pick<StoredWorkshop, 'plan' | 'endedAt'>

/**
 * The plan with a change to it. Whoever names an end that is still to come wants the workshop to be open until then,
 * also one that was ended; any other change leaves it as it is. Throws PLAN_TIMES or END_IN_PAST.
 */
export function changedPlan({ plan, endedAt }: Planned, change: WorkshopChange, now: number): Planned {
  const changed = { ...plan, ...change }
  if (!isPossibleTime(changed)) throw new LabError('PLAN_TIMES')
  if (change.endsAt === undefined) return { plan: changed, endedAt }
  requireAhead(change.endsAt, now)
  return { plan: changed, endedAt: null }
}

/** That there is time left until an end. Throws END_IN_PAST. */
export function requireAhead(endsAt: number, now: number): void {
  if (endsAt <= now) throw new LabError('END_IN_PAST')
}
