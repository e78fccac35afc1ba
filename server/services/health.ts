import type { Provisioner } from '../ports/provisioner.ts'
import type { Health } from '../protocol/health.ts'
import type { Instances } from './instances.ts'
import type { Isolation } from './isolation.ts'
import type { Sessions } from './sessions.ts'

export interface HealthOptions {
  provisioner: Provisioner
  sessions: Sessions
  instances: Instances
  isolation: Isolation
  hubMode: 'sandbox' | 'live'
  maxInstances: number
}

export async function readHealth(options: HealthOptions): Promise<Health> {
  const { provisioner, sessions, instances, isolation, hubMode, maxInstances } = options
  const engine = await provisioner.status()
  const used = instances.count()
  return {
    status: engine.isUp && isolation.isUsable ? 'ok' : 'degraded',
    isolation: isolation.report(),
    hub: { mode: hubMode, isUp: engine.isHubUp },
    engine: { isUp: engine.isUp, version: engine.version },
    sessions: sessions.all().length,
    instances: used,
    capacity: { maxInstances, freeInstances: Math.max(0, maxInstances - used) },
  }
}
