import { LABEL } from '../docker/labels.ts'
import type { ThrowawayEngine } from './throwaway-engine.ts'

/** What sessions have on a lab engine, by kind. */
export interface LabObjects {
  containers: number
  volumes: number
  networks: number
  'mounted loop devices': number
  /** In the Hub, of sessions: catalogues are not there on a lab engine of tests. */
  'Hub repositories': number
}

const REPOSITORIES = '/var/lib/docker/volumes/drydock-hub-data/_data'

/** Reads them from the lab engine itself, beside the broker's own labels where that is possible. */
export async function countLabObjects({ engine, run }: ThrowawayEngine): Promise<LabObjects> {
  const filters = { label: [LABEL.session] }
  const [containers, { Volumes }, networks] = await Promise.all([
    engine.listContainers({ all: true, filters }),
    engine.listVolumes(),
    engine.listNetworks({ filters }),
  ])
  return {
    containers: containers.length,
    volumes: (Volumes ?? []).filter(({ Name }) => !Name.startsWith('drydock-hub')).length,
    networks: networks.length,
    'mounted loop devices': Number(await run(`grep -c '^/dev/loop' /proc/self/mounts; true`)),
    'Hub repositories': Number(await run(`find ${REPOSITORIES} -type d -name _manifests | wc -l`)),
  }
}

export const NOTHING: LabObjects = {
  containers: 0,
  volumes: 0,
  networks: 0,
  'mounted loop devices': 0,
  'Hub repositories': 0,
}
