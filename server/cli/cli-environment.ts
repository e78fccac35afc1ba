import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { readConfig, type Config } from '../config.ts'
import type { MirrorSettings } from '../docker/setup/hub-spec.ts'
import { machinePaths, type MachinePaths } from '../docker/setup/machine-paths.ts'
import { SetupError } from '../docker/setup/setup-error.ts'
import type { HubModes } from '../protocol/hub-mode.ts'

export interface CliEnvironment {
  /** The checkout. */
  root: string
  config: Config
  paths: MachinePaths
  dockerHost: string | undefined
  debianMirror: string
  egress: 'none' | 'public'
  hubModes: HubModes
  /** What one session may store in the Hub; undefined: 2 GiB. */
  hubQuotaMib: number | undefined
  /** Of the live mode: the registry behind the shared mirror; undefined: Docker Hub, without an account. */
  mirror: MirrorSettings
  /** Of all instances together; undefined: the machine's memory but for a reserve. */
  engineMemoryMib: number | undefined
  /** As it was found, for what Drydock starts. */
  variables: Record<string, string | undefined>
}

/**
 * The only reader of environment variables among the commands. Those of set-up are here; the broker's are in
 * server/config.ts. Throws one error that says what is wrong.
 */
export function readCliEnvironment(
  variables: Record<string, string | undefined> = process.env,
): CliEnvironment {
  const root = resolve(import.meta.dirname, '../..')
  const hubModes = readHubModes(variables.DRYDOCK_HUB ?? 'sandbox')
  const egress = variables.DRYDOCK_EGRESS ?? (hubModes.includes('live') ? 'public' : 'none')
  if (egress !== 'none' && egress !== 'public') {
    throw wrongSetting(`DRYDOCK_EGRESS must be none or public, not: ${egress}`)
  }
  return {
    root,
    config: readBrokerConfig(variables, root),
    paths: machinePaths({
      isRoot: process.getuid?.() === 0,
      homeDir: homedir(),
      xdgStateDir: variables.XDG_STATE_HOME,
      xdgDataDir: variables.XDG_DATA_HOME,
      xdgCacheDir: variables.XDG_CACHE_HOME,
      cacheDir: variables.DRYDOCK_CACHE_DIR,
    }),
    dockerHost: variables.DOCKER_HOST || undefined,
    debianMirror: variables.DRYDOCK_DEBIAN_MIRROR ?? 'http://deb.debian.org',
    egress,
    hubModes,
    hubQuotaMib: readMib(variables, 'DRYDOCK_HUB_QUOTA_MIB'),
    mirror: {
      url: variables.DRYDOCK_MIRROR_URL,
      username: variables.DRYDOCK_MIRROR_USERNAME,
      password: variables.DRYDOCK_MIRROR_PASSWORD,
    },
    engineMemoryMib: readMib(variables, 'DRYDOCK_ENGINE_MEMORY_MIB'),
    variables,
  }
}

/** In `both`, who comes without a workshop is in the sandbox: nobody has told them that others see what they push. */
function readHubModes(setting: string): HubModes {
  if (setting === 'sandbox' || setting === 'live') return [setting]
  if (setting === 'both') return ['sandbox', 'live']
  throw wrongSetting(`DRYDOCK_HUB must be sandbox, live or both, not: ${setting}`)
}

function readMib(variables: Record<string, string | undefined>, name: string): number | undefined {
  const value = variables[name]
  if (value === undefined) return undefined
  if (!/^[1-9]\d{2,6}$/.test(value)) {
    throw wrongSetting(`${name} must be a whole number of MiB from 100, not: ${value}`)
  }
  return Number(value)
}

function readBrokerConfig(variables: Record<string, string | undefined>, root: string): Config {
  try {
    return readConfig(variables, root)
  } catch (error) {
    throw wrongSetting((error as Error).message, error)
  }
}

function wrongSetting(message: string, cause?: unknown): SetupError {
  return new SetupError(message, {
    advice: 'Correct or unset it; docs/operating.md has all settings.',
    cause,
  })
}
