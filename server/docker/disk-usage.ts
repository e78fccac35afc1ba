import type Docker from 'dockerode'
import { runScript } from './run-script.ts'

/** Bytes under the inner Engine's data directory, counted in the instance at the lowest priority. */
export async function measureDisk(engine: Docker, instanceId: string): Promise<number | undefined> {
  const script = 'nice -n 19 du --summarize --one-file-system --block-size=1 /var/lib/docker 2>/dev/null'
  const result = await runScript(engine, instanceId, script, { timeoutMs: 10_000, maxOutputBytes: 4096 })
  // Files that vanish meanwhile make du exit with 1; the sum is good all the same.
  if (result.status !== 'exited') return undefined
  const bytes = Number.parseInt(result.output)
  return Number.isNaN(bytes) ? undefined : bytes
}
