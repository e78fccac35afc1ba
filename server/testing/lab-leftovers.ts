import { LABEL } from '../docker/labels.ts'
import { HUB_VOLUMES } from '../docker/setup/hub-spec.ts'
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

/** Reads them from the lab engine itself, beside the broker's own labels where that is possible. */
export async function countLabObjects({ engine, run }: ThrowawayEngine): Promise<LabObjects> {
  const filters = { label: [LABEL.session] }
  const [containers, { Volumes }, networks, { Mountpoint }] = await Promise.all([
    engine.listContainers({ all: true, filters }),
    engine.listVolumes(),
    engine.listNetworks({ filters }),
    engine.getVolume(HUB_VOLUMES.sandbox).inspect(),
  ])
  return {
    containers: containers.length,
    volumes: (Volumes ?? []).filter(({ Name }) => Name !== HUB_VOLUMES.sandbox).length,
    networks: networks.length,
    'mounted loop devices': Number(await run(`grep -c '^/dev/loop' /proc/self/mounts; true`)),
    'Hub repositories': Number(await run(`find ${Mountpoint} -type d -name _manifests | wc -l`)),
  }
}

export const NOTHING: LabObjects = {
  containers: 0,
  volumes: 0,
  networks: 0,
  'mounted loop devices': 0,
  'Hub repositories': 0,
}
