import type Docker from 'dockerode'
import type { ScriptLimits, ScriptResult } from '../ports/provisioner.ts'
import { openExec } from './exec.ts'
import { StdioFrames } from './stdio-frames.ts'

/** `timeout` ends with these when it had to end the script (its manual; 128 + SIGKILL). */
const TIMEOUT_EXIT_CODES = new Set([124, 137])
/** What is granted beyond the script's own limit for the exec to start and end. */
const EXEC_GRACE_MS = 3_000

/** Runs bash in the instance with the script on standard input: no part of it is ever a command line. */
export async function runScript(
  engine: Docker,
  instanceId: string,
  script: string,
  { timeoutMs, maxOutputBytes }: ScriptLimits,
): Promise<ScriptResult> {
  const seconds = String(timeoutMs / 1000)
  const { exec, stream } = await openExec(engine, instanceId, {
    command: ['timeout', '--kill-after=1', seconds, 'bash', '-s'],
  })
  const frames = stream.pipe(new StdioFrames(['stdout', 'stderr']))
  const isLate = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => isLate.resolve('late'), timeoutMs + EXEC_GRACE_MS)
  try {
    const output = collectTail(frames, maxOutputBytes)
    stream.on('error', (error) => frames.destroy(error))
    stream.end(script)
    const result = await Promise.race([output, isLate.promise])
    if (result === 'late') return { status: 'timed-out' }
    const { ExitCode } = await exec.inspect()
    if (ExitCode === null || TIMEOUT_EXIT_CODES.has(ExitCode)) return { status: 'timed-out' }
    return { status: 'exited', exitCode: ExitCode, output: result }
  } finally {
    clearTimeout(timer)
    stream.destroy()
  }
}

/** Reads everything, keeps the newest bytes: a script that prints a gigabyte costs no memory. */
async function collectTail(frames: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  let tail = Buffer.alloc(0)
  for await (const chunk of frames) {
    tail = Buffer.concat([tail, chunk])
    if (tail.length > maxBytes) tail = tail.subarray(tail.length - maxBytes)
  }
  return tail.toString('utf8')
}
