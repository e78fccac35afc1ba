import type Docker from 'dockerode'
import type { Leftover } from '../domain/reap-decision.ts'
import type { SessionId } from '../protocol/ids.ts'
import { LABEL } from './labels.ts'

/** One entry for each labelled container (in any state), volume and network of any session. */
export async function findLeftovers(engine: Docker, owner: string): Promise<Leftover[]> {
  const filters = { label: [LABEL.session] }
  const [containers, volumes, networks] = await Promise.all([
    engine.listContainers({ all: true, filters }),
    engine.listVolumes({ filters }),
    engine.listNetworks({ filters }),
  ])
  const labelSets = [...containers, ...(volumes.Volumes ?? []), ...networks].map(({ Labels }) => Labels ?? {})
  return labelSets.map((labels) => ({
    sessionId: labels[LABEL.session] as SessionId,
    // Without a readable time it belongs to nobody and may go.
    expiresAt: Number(labels[LABEL.expiresAt]) || 0,
    isOwn: labels[LABEL.owner] === owner,
  }))
}
