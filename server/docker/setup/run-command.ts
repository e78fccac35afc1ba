import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { SetupError } from './setup-error.ts'

/** Enough to see the cause; a whole log of apt would hide it. */
const KEPT_LINES = 12

export interface CommandOptions {
  cwd?: string
  environment?: Record<string, string>
  /** Called with each line of output. */
  onLine?: (line: string) => void
  /** What to do when it fails. */
  advice: string
}

/** Runs a program to its end; rejects with the last lines of its output. */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<void> {
  const { onLine, advice } = options
  // By way of env(1), which adds to what this process has inherited.
  const variables = Object.entries(options.environment ?? {}).map(([name, value]) => `${name}=${value}`)
  const call = variables.length > 0 ? ['env', ...variables, command, ...args] : [command, ...args]
  const child = spawn(call[0]!, call.slice(1), { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > KEPT_LINES) lastLines.shift()
      onLine?.(line)
    })
  }
  // It must not work on when Drydock is ended: the next start does the same work.
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject).once('close', resolve)
  let exitCode: number | null
  try {
    exitCode = await promise
  } catch (cause) {
    throw new SetupError(`${command} cannot be run: ${(cause as Error).message}`, { advice, cause })
  } finally {
    process.off('exit', end)
  }
  if (exitCode !== 0) {
    const beginning = [command, ...args.slice(0, 3)].join(' ')
    throw new SetupError(`${beginning} … ended with ${exitCode}:\n${lastLines.join('\n')}`, { advice })
  }
}
