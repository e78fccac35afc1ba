/** What images/engine/drydock-meter writes: text of our own making, but names of processes are participants'. */

export interface EngineMeters {
  /** Undefined: the lab engine has no meter (an older one), or it has not measured yet. */
  engine?: EngineDisk
  instances: Map<string, InstanceMeter>
}

/** The disk on which the lab engine keeps everything. */
export interface EngineDisk {
  sizeBytes: number
  freeBytes: number
  /** Each instance has a disk of its own with a limit. */
  hasInstanceDisks: boolean
  /** The kernel's reports of processes ended for lack of memory are read; else only their number is known. */
  hasKernelLog: boolean
}

export interface InstanceMeter {
  /** Undefined: it has no disk of its own. */
  disk?: { usedBytes: number; limitBytes: number }
  processes: number
  /** Null: no limit. */
  processLimit: number | null
  /** Processes that the kernel has ended for lack of memory; null: not known. */
  kills: number | null
}

export function parseMeters(text: string): EngineMeters {
  const meters: EngineMeters = { instances: new Map() }
  for (const line of text.split('\n')) {
    const [kind, ...fields] = line.split(' ')
    if (kind === 'engine') {
      const [size, free, disks, log] = fields
      meters.engine = {
        sizeBytes: Number(size),
        freeBytes: Number(free),
        hasInstanceDisks: disks === 'disks',
        hasKernelLog: log === 'log',
      }
    } else if (kind === 'instance' && fields.length === 6) {
      const [id, used, limit, processes, processLimit, kills] = fields as [string, ...string[]]
      const usedBytes = known(used)
      const limitBytes = known(limit)
      meters.instances.set(id, {
        ...(usedBytes !== null && limitBytes !== null && { disk: { usedBytes, limitBytes } }),
        processes: Number(processes),
        processLimit: known(processLimit),
        kills: known(kills),
      })
    }
  }
  return meters
}

/** `-` and `max` stand for none. */
function known(field: string | undefined): number | null {
  const value = Number(field)
  return field === undefined || Number.isNaN(value) ? null : value
}

export interface Kill {
  process: string | null
  /** Id of the inner container that it ran in. */
  container: string | null
  /** Whose limit it was: the container's own, the instance's, or all instances' together. */
  limit: 'container' | 'instance' | 'machine'
}

/**
 * What a report of the kernel (`oom-kill:…`) tells of an instance; undefined: it is of another. Paths of groups come
 * before the name of the process, which its owner chooses.
 */
export function parseKill(line: string, instanceId: string): Kill | undefined {
  const [, limitedGroup = '', group, process] =
    /,(?:oom_memcg=([^,]*)|global_oom),task_memcg=([^,]*),task=(.*),pid=\d+,uid=\d+$/.exec(line) ?? []
  if (group === undefined || process === undefined) return undefined
  const inside = within(group, instanceId)
  if (inside === undefined) return undefined
  const limited = within(limitedGroup, instanceId)
  return {
    process,
    container: /\/([0-9a-f]{64})(\/|$)/.exec(inside)?.[1] ?? null,
    limit: limited === undefined ? 'machine' : /[0-9a-f]{64}/.test(limited) ? 'container' : 'instance',
  }
}

/** The rest of a group's path below an instance's own. */
function within(path: string, instanceId: string): string | undefined {
  const at = path.indexOf(`/${instanceId}`)
  return at === -1 ? undefined : path.slice(at + 1 + instanceId.length)
}
