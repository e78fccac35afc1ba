import Docker from 'dockerode'
import { readFile } from 'node:fs/promises'
import { DockerInstanceAccess } from './docker-instance-access.ts'
import { DockerProvisioner } from './docker-provisioner.ts'
import type { InstanceSettings } from './instance-spec.ts'

/** Where the lab engine is and what set-up has put on it. */
export interface LabEngineOptions {
  engineSocketPath: string
  instanceImage: string
  hubContainer: string
  hubMode: 'sandbox' | 'live'
  /** Path of images/instance/seccomp.json. */
  seccompPath: string
  owner: string
  limits: Pick<InstanceSettings, 'memoryBytes' | 'cpus' | 'pids'>
}

/** Both ports to instances, over the lab engine's socket. */
export async function connectLabEngine(
  options: LabEngineOptions,
): Promise<{ provisioner: DockerProvisioner; access: DockerInstanceAccess }> {
  const engine = new Docker({ socketPath: options.engineSocketPath })
  const info = (await engine.info()) as { SecurityOptions?: string[] }
  const settings: InstanceSettings = {
    ...options.limits,
    image: options.instanceImage,
    owner: options.owner,
    seccompProfile: await readFile(options.seccompPath, 'utf8'),
    hasAppArmor: info.SecurityOptions?.some((option) => option.includes('apparmor')) ?? false,
  }
  const { hubContainer, hubMode } = options
  return {
    provisioner: new DockerProvisioner({ engine, settings, hubContainer, hubMode }),
    access: new DockerInstanceAccess(engine),
  }
}
