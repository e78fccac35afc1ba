import type { Provisioner } from '../ports/provisioner.ts'
import type { Health } from '../protocol/health.ts'
import type { HubModes } from '../protocol/hub-mode.ts'
import type { Capacity } from './capacity.ts'
import type { Drain } from './drain.ts'
import type { Isolation } from './isolation.ts'
import { usedBy } from './occupancy.ts'
import type { Pool } from './pool.ts'
import type { Sessions } from './sessions.ts'

export interface HealthOptions {
  provisioner: Provisioner
  sessions: Sessions
  isolation: Isolation
  hubModes: HubModes
  capacity: Capacity
  pool: Pick<Pool, 'ready'>
  drain: Pick<Drain, 'isDraining'>
}

export async function readHealth(options: HealthOptions): Promise<Health> {
  const { provisioner, sessions, isolation, hubModes, pool, drain } = options
  const { admission, waitingRoom } = options.capacity
  const { maxInstances } = admission
  const engine = await provisioner.status()
  // Prepared sessions are nobody's: whoever comes gets one, or its place.
  const instances = sessions.all().reduce((sum, session) => sum + usedBy(session), 0)
  return {
    status: engine.isUp && isolation.isUsable && !drain.isDraining ? 'ok' : 'degraded',
    isolation: isolation.report(),
    hub: { modes: hubModes, isUp: engine.isHubUp },
    engine: { isUp: engine.isUp, version: engine.version },
    disk: engine.disk,
    isDraining: drain.isDraining,
    sessions: sessions.all().length,
    instances,
    capacity: {
      maxInstances,
      freeInstances: Math.max(0, maxInstances - instances),
      readySessions: pool.ready,
      waiting: waitingRoom.size,
      shortage: waitingRoom.shortage,
    },
  }
}
