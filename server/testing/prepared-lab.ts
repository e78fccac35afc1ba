import { join } from 'node:path'
import { readCliEnvironment } from '../cli/cli-environment.ts'
import { runSetup } from '../cli/run-setup.ts'
import type { LabEngineOptions } from '../docker/lab-engine.ts'
import type { SetupResult } from '../docker/setup/setup-result.ts'

const MiB = 1024 * 1024

/** The lab engine of this machine, for tests and benches. Sets it up when it is not; quick when it is. */
export function preparedLab(): Promise<SetupResult> {
  prepared ??= runSetup(readCliEnvironment(), { withPages: false })
  return prepared
}
let prepared: Promise<SetupResult> | undefined

/** `owner` keeps what one test file makes apart from another's and from a broker's. */
export async function labEngineOptions(owner: string): Promise<LabEngineOptions & SetupResult> {
  return {
    ...(await preparedLab()),
    seccompPath: join(import.meta.dirname, '../../images/instance/seccomp.json'),
    owner,
    limits: { memoryBytes: 1024 * MiB, cpus: 2, pids: 1000, diskBytes: 8 * 1024 * MiB },
  }
}
