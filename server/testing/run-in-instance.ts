import type { Instance } from '../domain/instance.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'

const LIMITS = { timeoutMs: 60_000, maxOutputBytes: 64 * 1024 }

/** Runs a script that ends at its first failure; answers with its output. Throws when it fails. */
export async function runInInstance(
  access: InstanceAccess,
  instance: Instance,
  script: string,
): Promise<string> {
  const result = await access.runScript(instance.id, `set -e\n${script}`, LIMITS)
  if (result.status !== 'exited' || result.exitCode !== 0) {
    throw new Error(`failed in ${instance.name}: ${script}\n${JSON.stringify(result, undefined, 2)}`)
  }
  return result.output.trim()
}

/** `<exit code>: <output>` of a script, for those that may fail. */
export async function outcomeInInstance(
  access: InstanceAccess,
  instance: Instance,
  script: string,
): Promise<string> {
  const result = await access.runScript(instance.id, script, LIMITS)
  return result.status === 'exited' ? `${result.exitCode}: ${result.output.trim()}` : result.status
}
