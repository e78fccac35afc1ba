import { isDeepStrictEqual } from 'node:util'
import type { StoredInstructor } from '../ports/workshop-store.ts'
import { LabError } from '../protocol/errors.ts'
import type { WorkshopRequest } from '../protocol/workshop.ts'
import type { LiveWorkshop } from './live-workshop.ts'

/**
 * What the same request has made for its instructor, when its answer was lost; what they have deleted since they may
 * want again. Throws WORKSHOP_MADE when the plan is no longer that one.
 */
export function madeBefore(
  workshops: readonly LiveWorkshop[],
  { request, instructor }: { request: WorkshopRequest; instructor: StoredInstructor },
): LiveWorkshop | undefined {
  const { requestId, ...plan } = request
  if (requestId === undefined) return undefined
  const made = workshops.find(
    (workshop) =>
      workshop.stored.requestId === requestId &&
      workshop.stored.deletedAt === null &&
      workshop.roleOf(instructor.id) === 'instructor',
  )
  if (made && !isDeepStrictEqual(made.stored.plan, plan)) throw new LabError('WORKSHOP_MADE')
  return made
}
