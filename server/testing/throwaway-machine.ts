import { dirname } from 'node:path'
import { z } from 'zod'
import { readCliEnvironment } from '../cli/cli-environment.ts'
import { ensureHub, hubSocketPath } from '../docker/setup/hub.ts'
import { readCertificates } from '../docker/setup/lab-ca.ts'
import type { SetupResult } from '../docker/setup/setup-result.ts'
import { silentProgress } from '../lib/progress.ts'
import { hubModesSchema } from '../protocol/hub-mode.ts'
import { preparedLab } from './prepared-lab.ts'
import { startThrowawayEngine, type ThrowawayEngine } from './throwaway-engine.ts'
import { hostEngine } from './throwaway-hub.ts'

export interface ThrowawayMachine extends AsyncDisposable {
  engine: ThrowawayEngine
  /** For brokers. */
  lab: SetupResult
}

const NO_MIRROR = { url: undefined, username: undefined, password: undefined }

/** All that a broker needs, on a lab engine of its own that may be killed and hung: instance image and a real Hub. */
export async function startThrowawayMachine(): Promise<ThrowawayMachine> {
  const prepared = await preparedLab()
  const host = await hostEngine()
  const certificates = (await readCertificates(readCliEnvironment().paths.caDir))!
  const engine = await startThrowawayEngine()
  try {
    await engine.load(prepared.instanceImage)
    const runtimeDir = dirname(engine.socketPath)
    const settings = { image: prepared.hubImage, certificates, mode: 'sandbox', mirror: NO_MIRROR } as const
    await ensureHub(
      { host, lab: engine.engine, runtimeDir },
      { ...settings, quotaMib: undefined },
      silentProgress,
    )
    const lab: SetupResult = {
      ...prepared,
      engineSocketPath: engine.socketPath,
      hubModes: ['sandbox'],
      hubSocketPath: hubSocketPath(runtimeDir),
    }
    return { engine, lab, [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() }
  } catch (error) {
    await engine[Symbol.asyncDispose]()
    throw error
  }
}

const labSchema = z.object({
  engineSocketPath: z.string(),
  instanceImage: z.string(),
  hubImage: z.string(),
  hubModes: hubModesSchema,
  hubSocketPath: z.string(),
})

/** What `spawnBroker` hands over. */
export function readLab(json: string): SetupResult {
  return labSchema.parse(JSON.parse(json))
}
