import type Docker from 'dockerode'
import type { Duplex } from 'node:stream'
import type { TerminalSize } from '../domain/terminal-size.ts'
import { callEngine } from './engine-errors.ts'

export interface OpenExec {
  exec: Docker.Exec
  /** The raw connection: terminal bytes with a TTY, Docker's multiplexed frames without. */
  stream: Duplex
}

/** Starts a fixed command in an instance and hands over its connection. */
export async function openExec(
  engine: Docker,
  instanceId: string,
  options: { command: string[]; tty?: TerminalSize; env?: string[] },
): Promise<OpenExec> {
  return callEngine(async () => {
    const exec = await engine.getContainer(instanceId).exec({
      Cmd: options.command,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: options.tty !== undefined,
      WorkingDir: '/root',
      ...(options.env && { Env: options.env }),
      ...(options.tty && { ConsoleSize: [options.tty.rows, options.tty.cols] }),
    })
    const stream = await exec.start({ hijack: true, stdin: true, Tty: options.tty !== undefined })
    return { exec, stream }
  })
}
