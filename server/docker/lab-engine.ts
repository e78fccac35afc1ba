import { readFile } from 'node:fs/promises'
import type { HubModes } from '../protocol/hub-mode.ts'
import { DockerInstanceAccess } from './docker-instance-access.ts'
import { DockerProvisioner } from './docker-provisioner.ts'
import { EngineLink } from './engine-link.ts'
import type { InstanceSettings } from './instance-spec.ts'
import { MeterReader } from './meter-reader.ts'

/** Where the lab engine is and what set-up has put on it. */
export interface LabEngineOptions {
  engineSocketPath: string
  instanceImage: string
  /** Each has its Hub on the lab engine. */
  hubModes: HubModes
  /** Path of images/instance/seccomp.json. */
  seccompPath: string
  owner: string
  /** Name of an OCI runtime of the lab engine, or `auto` (the default): the strongest that works. */
  runtime?: string
  /** AppArmor profile of instances, which the host's kernel has; undefined: none. */
  appArmorProfile?: string | undefined
  limits: Pick<InstanceSettings, 'memoryBytes' | 'cpus' | 'pids' | 'diskBytes'>
}

/** The ports to instances, over the lab engine's socket; `link` has to be disposed of at the end. */
export async function connectLabEngine(
  options: LabEngineOptions,
): Promise<{ provisioner: DockerProvisioner; access: DockerInstanceAccess; link: EngineLink }> {
  const link = new EngineLink(options.engineSocketPath)
  const { engine } = link
  const info = (await engine.info()) as { SecurityOptions?: string[] }
  const settings: InstanceSettings = {
    ...options.limits,
    image: options.instanceImage,
    owner: options.owner,
    seccompProfile: await readFile(options.seccompPath, 'utf8'),
    appArmorProfile: options.appArmorProfile,
    hasAppArmor: info.SecurityOptions?.some((option) => option.includes('apparmor')) ?? false,
  }
  const meters = new MeterReader(options.engineSocketPath)
  return {
    provisioner: new DockerProvisioner({
      engine,
      settings,
      hubModes: options.hubModes,
      socketPath: options.engineSocketPath,
      meters,
      runtimeSetting: options.runtime ?? 'auto',
    }),
    access: new DockerInstanceAccess(engine, meters),
    link,
  }
}
