import type Docker from 'dockerode'
import type { Duplex } from 'node:stream'
import { callEngine } from './engine-errors.ts'

export interface OpenExec {
  exec: Docker.Exec
  /** The raw connection, in Docker's multiplexed frames. */
  stream: Duplex
}

/** Starts a fixed command in an instance and hands over its connection. */
export async function openExec(
  engine: Docker,
  instanceId: string,
  { command, hasStderr = true }: { command: string[]; hasStderr?: boolean },
): Promise<OpenExec> {
  return callEngine(async () => {
    const exec = await engine.getContainer(instanceId).exec({
      Cmd: command,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: hasStderr,
      Tty: false,
      WorkingDir: '/root',
    })
    const stream = await exec.start({ hijack: true, stdin: true, Tty: false })
    return { exec, stream }
  })
}
