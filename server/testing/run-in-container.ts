import type Docker from 'dockerode'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'

/** Runs a command in a container of any Engine; answers with what it prints. */
export async function execInContainer(
  engine: Docker,
  container: Docker.Container,
  { command, hasStderr }: { command: string[]; hasStderr: boolean },
): Promise<string> {
  const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: hasStderr })
  const stream = await exec.start({})
  const output = new PassThrough()
  engine.modem.demuxStream(stream, output, output)
  stream.once('end', () => output.end())
  return (await buffer(output)).toString('utf8')
}

/** Runs bash in a container of any Engine; answers with what it prints, errors included. */
export async function runInContainer(
  engine: Docker,
  container: Docker.Container,
  script: string,
): Promise<string> {
  const command = ['bash', '-c', script]
  return (await execInContainer(engine, container, { command, hasStderr: true })).trim()
}
