import { join } from 'node:path'

/**
 * Places that belong to the machine, not to one checkout: there is one lab engine on a machine, so two checkouts
 * share its socket, its certificate authority and the cached base image.
 */
export interface MachinePaths {
  /** Sockets, pid files and logs. Outlives a login: the lab engine goes on when its user logs out. */
  runtimeDir: string
  /** The lab's certificate authority. Its key never leaves this folder. */
  caDir: string
  /** Downloads that can be made again. */
  cacheDir: string
}

export interface PathSources {
  isRoot: boolean
  homeDir: string
  xdgStateDir?: string | undefined
  xdgDataDir?: string | undefined
  xdgCacheDir?: string | undefined
  cacheDir?: string | undefined
}

export function machinePaths(sources: PathSources): MachinePaths {
  const { isRoot, homeDir, xdgStateDir, xdgDataDir, xdgCacheDir, cacheDir } = sources
  const stateDir = xdgStateDir ?? join(homeDir, '.local/state')
  return {
    runtimeDir: isRoot ? '/run/drydock' : join(stateDir, 'drydock/run'),
    caDir: join(xdgDataDir ?? join(homeDir, '.local/share'), 'drydock/ca'),
    cacheDir: cacheDir ?? join(xdgCacheDir ?? join(homeDir, '.cache'), 'drydock'),
  }
}
