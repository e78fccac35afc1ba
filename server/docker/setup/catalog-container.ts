import type Docker from 'dockerode'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import type { ContainerRun } from '../../catalog/workshop.ts'
import { LABEL } from '../labels.ts'
import { SetupError } from './setup-error.ts'

const KEPT_LINES = 15

/**
 * Unpacked packages are many small files that live for seconds: they never reach the disk.
 *
 * Runs a script of the catalogue's builder in a short-lived container of the base image. The host's own network, as
 * for builds of images: the Engine's bridge may have no way to the mirror.
 */
export async function runCatalogContainer(
  host: Docker,
  base: string,
  { script, verb, variables, folder, onLine }: ContainerRun,
): Promise<void> {
  const container = await host.createContainer({
    Image: base,
    Cmd: ['bash', '-c', script, 'workshop', verb],
    Env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    Labels: { [LABEL.role]: 'catalog' },
    HostConfig: {
      Binds: [`${folder}:/work`],
      NetworkMode: 'host',
      Init: true,
      Tmpfs: { '/scratch': 'exec' },
    },
  })
  const lastLines: string[] = []
  try {
    const stream = await container.attach({ stream: true, stdout: true, stderr: true })
    const output = new PassThrough()
    host.modem.demuxStream(stream, output, output)
    stream.once('end', () => output.end())
    const lines = createInterface({ input: output }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > KEPT_LINES) lastLines.shift()
      onLine(line)
    })
    const read = new Promise<void>((resolve) => lines.once('close', resolve))
    await container.start()
    const { StatusCode } = (await container.wait()) as { StatusCode: number }
    await read
    if (StatusCode !== 0) {
      throw new SetupError(`Packages for the catalogue could not be prepared:\n${lastLines.join('\n')}`, {
        advice: `Is the Debian mirror ${variables.MIRROR} reachable? Another one: DRYDOCK_DEBIAN_MIRROR=http://…`,
      })
    }
  } finally {
    await container.remove({ force: true, v: true })
  }
}
