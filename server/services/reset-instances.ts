import { ERRORS, LabError } from '../protocol/errors.ts'
import type { InstanceName } from '../protocol/ids.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { Logger } from '../lib/logger.ts'
import type { Instances } from './instances.ts'
import type { LiveSession } from './live-session.ts'

/** Whose instances are to be fresh; `seat` null: there is only one, and who asks knows whose. */
export interface ResetTarget {
  seat: SeatId | null
  session: LiveSession
}

interface ResetServices {
  instances: Instances
  log: Logger
}

/**
 * Fresh instances in the place of those that there are, and of those that have failed; what starts is fresh already. What
 * goes wrong with one leaves the others to be done. Throws RESET_INCOMPLETE with who has not got what, by the seat's id, as
 * names may be hidden where it is read; and, before anything is removed, what `Instances.requireStarts` throws.
 */
export async function resetInstances(
  targets: readonly ResetTarget[],
  services: ResetServices,
): Promise<void> {
  await services.instances.requireStarts()
  const problems = await Promise.all(targets.map((target) => resetOne(target, services)))
  const told = problems.filter((problem) => problem !== null)
  if (told.length === 0) return
  const rest = targets.length > 1 ? ' The others have fresh instances.' : ''
  const detail = `Not everything could be reset. ${told.join(' ')}${rest} Reset again to try once more.`
  throw new LabError('RESET_INCOMPLETE', { detail })
}

/** Null: all is well. */
async function resetOne(
  { seat, session }: ResetTarget,
  { instances, log }: ResetServices,
): Promise<string | null> {
  const old = [...session.instances.values()].filter(
    ({ status }) => status === 'ready' || status === 'failed',
  )
  const removals = await Promise.allSettled(old.map((state) => instances.remove(session, state.name)))
  const problems = removals.flatMap((removal, index) => {
    const { name: instance } = old[index]!
    if (session.closing.signal.aborted) return []
    const error: unknown =
      removal.status === 'rejected' ? removal.reason : create(instances, session, instance)
    if (error === undefined) return []
    log.warn({ sessionId: session.stored.id, instance, err: error }, 'instance was not reset')
    return `${instance}: ${explain(error)}`
  })
  if (problems.length === 0) return null
  return seat === null ? problems.join(' ') : `${seat}, ${problems.join(' ')}`
}

/** One that does not even begin to start is listed as failed, so that it is seen, and is there for the next reset. */
function create(instances: Instances, session: LiveSession, name: InstanceName): unknown {
  try {
    instances.create(session)
    return undefined
  } catch (error) {
    const { code } = LabError.of(error)
    // Unless its participant was quicker.
    if (!session.instances.has(name))
      session.addInstance({ status: 'failed', name, code, message: explain(error) })
    return error
  }
}

/** What has gone wrong inside of the broker is for its log alone. */
function explain(error: unknown): string {
  const labError = LabError.of(error)
  return labError.code === 'INTERNAL' ? ERRORS.INTERNAL.message : labError.message
}
