import { z } from 'zod'
import { ISOLATION_VERDICTS, type IsolationVerdict } from '../protocol/health.ts'

/** The line that images/instance/isolation-check prints. */
const reportSchema = z.object({ verdict: z.enum(ISOLATION_VERDICTS) })

/** The check compares kernels and tries the disk under the instance's own volume: never a device of our choice. */
export function isolationScript(engineKernel: string): string {
  if (!/^[\w.+~-]+$/.test(engineKernel)) throw new Error(`unexpected kernel version: ${engineKernel}`)
  return `/usr/local/lib/drydock/isolation-check '${engineKernel}' "$(findmnt -no MAJ:MIN /var/lib/docker)"`
}

/** Reads the verdict from the check's output; what cannot be read counts as no isolation. */
export function parseIsolationReport(output: string): IsolationVerdict {
  const line = output.trim().split('\n').at(-1) ?? ''
  try {
    return reportSchema.parse(JSON.parse(line)).verdict
  } catch {
    return 'none'
  }
}
