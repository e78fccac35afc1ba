import type Docker from 'dockerode'
import type { TerminalRequest, TerminalStream } from '../ports/provisioner.ts'
import { openExec } from './exec.ts'
import { HolderStream } from './holder-stream.ts'

/** Hands its input and output over to the holder of the shells (images/instance/terminals). */
const CONNECT = ['/usr/local/lib/drydock/terminal-connect']
export async function openTerminalStream(
  engine: Docker,
  instanceId: string,
  request: TerminalRequest,
): Promise<TerminalStream> {
  const { stream } = await openExec(engine, instanceId, { command: CONNECT, hasStderr: false })
  const connection = new HolderStream(stream)
  try {
    await connection.open(request)
    return connection
  } catch (error) {
    await connection[Symbol.asyncDispose]()
    throw error
  }
}
