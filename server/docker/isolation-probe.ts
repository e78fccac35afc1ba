import type Docker from 'dockerode'
import { z } from 'zod'
import type { IsolationFacts } from '../domain/isolation-verdict.ts'
import { FIRST_TERMINAL } from '../protocol/ids.ts'
import { runScript } from './run-script.ts'
import { openTerminalStream } from './terminal-stream.ts'

/** The check takes a second or two; a machine on which many instances start takes several times as long. */
const CHECK_TIMEOUT_MS = 60_000
const SMOKE_TIMEOUT_MS = 60_000
/** Wide enough that nothing of the typed line is broken before the shell has it. */
const SIZE = { cols: 500, rows: 50 }
const SMOKE_MEMORY_MIB = 64

/** How the report begins; what is typed and echoed before never does. */
const REPORT_START = '{"hasUserNamespace"'

/** The line that images/instance/isolation prints. */
const factsSchema = z.object({
  hasUserNamespace: z.boolean(),
  hasOwnKernel: z.boolean(),
  isGvisor: z.boolean(),
  attempts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      risk: z.enum(['takeover', 'limits', 'neighbours', 'insight', 'surface']),
      result: z.enum(['refused', 'possible', 'not applicable']),
    }),
  ),
}) satisfies z.ZodType<IsolationFacts>

/** The check compares kernels: a virtual machine has another one. */
export function isolationCommand(engineKernel: string): string {
  if (!/^[\w.+~-]+$/.test(engineKernel)) throw new Error(`unexpected kernel version: ${engineKernel}`)
  return `/usr/local/lib/drydock/isolation-check '${engineKernel}'`
}

/** Reads what the check printed; `undefined` when there is nothing of the kind. */
export function parseIsolationFacts(output: string): IsolationFacts | undefined {
  // A shell writes control sequences before it, on the same line.
  const report = output.slice(Math.max(0, output.lastIndexOf(REPORT_START)), output.lastIndexOf('}') + 1)
  try {
    return factsSchema.parse(JSON.parse(report))
  } catch {
    return undefined
  }
}

/**
 * Runs the check as a participant would: typed into the shell of a terminal. Rejects when it gives no answer, which
 * proves nothing either way.
 */
export async function checkIsolation(
  engine: Docker,
  instanceId: string,
  engineKernel: string,
): Promise<IsolationFacts> {
  await using terminal = await openTerminalStream(engine, instanceId, { number: FIRST_TERMINAL, size: SIZE })
  const decoder = new TextDecoder()
  let output = ''
  terminal.onData((bytes) => (output += decoder.decode(bytes, { stream: true })))
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(
    () => reject(new Error('the isolation check did not end in time')),
    CHECK_TIMEOUT_MS,
  )
  try {
    terminal.onEnd(() => resolve())
    // `exec`: the terminal ends with the check, and all of its output has come by then.
    terminal.write(Buffer.from(`exec ${isolationCommand(engineKernel)}\n`))
    await ended
  } finally {
    clearTimeout(timer)
  }
  const facts = parseIsolationFacts(output)
  if (!facts) throw new Error(`the isolation check gave no report: ${output.slice(-2_000)}`)
  return facts
}

/** An image made from what the instance has itself: no registry is asked, so it says something about the Engine only. */
const SMOKE_SCRIPT = `set -euo pipefail
docker info > /dev/null
tar --create --dereference --absolute-names /bin/sh $(ldd /bin/sh | grep -o '/[^ )]*' | sort -u) 2> /dev/null |
  docker import - drydock-smoke > /dev/null
limit=$(docker run --rm --memory ${SMOKE_MEMORY_MIB}m drydock-smoke /bin/sh -c '
  for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    if [ -e $file ]; then read -r limit < $file; echo $limit; fi
  done')
[ "$limit" = ${SMOKE_MEMORY_MIB * 1024 * 1024} ] || { echo "--memory is not enforced: $limit"; exit 1; }`
const BUILD_SCRIPT = `
printf 'FROM drydock-smoke\\nRUN ["/bin/sh", "-c", "echo built > /built"]\\n' | docker build --quiet --tag smoke-2 - > /dev/null
docker run --rm smoke-2 /bin/sh -c 'read -r text < /built && [ "$text" = built ]'`

/** `undefined`, or in a few words what of the inner Engine does not work. */
export async function smokeTest(
  engine: Docker,
  instanceId: string,
  { withBuild }: { withBuild: boolean },
): Promise<string | undefined> {
  const script = withBuild ? SMOKE_SCRIPT + BUILD_SCRIPT : SMOKE_SCRIPT
  const limits = { timeoutMs: SMOKE_TIMEOUT_MS, maxOutputBytes: 2_000 }
  const result = await runScript(engine, instanceId, `{ ${script}\n} 2>&1`, limits)
  if (result.status === 'timed-out') return 'the smoke test did not end in time'
  return result.exitCode === 0 ? undefined : `the smoke test failed: ${result.output.trim().slice(-500)}`
}
