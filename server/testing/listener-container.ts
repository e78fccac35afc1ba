import type Docker from 'dockerode'
import { LABEL } from '../docker/labels.ts'
import { runInContainer } from './run-in-container.ts'

/** Answers on TCP ports with one byte, and writes down what comes by UDP to port 9999: its text, and from whom. */
const LISTENER = `
import asyncio, sys

async def answer(reader, writer):
    writer.write(b'x')
    await writer.drain()

class Notes(asyncio.DatagramProtocol):
    def datagram_received(self, data, address):
        with open('/tmp/notes', 'a') as file:
            print(data.decode(), address[0], file=file)

async def main():
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(Notes, local_addr=('0.0.0.0', 9999))
    for port in sys.argv[1:]:
        await asyncio.start_server(answer, None, int(port), backlog=4096)
    open('/tmp/listens', 'w').close()
    await asyncio.Event().wait()

asyncio.run(main())
`

export interface ListenerOptions {
  /** The instance image, which has Python. */
  image: string
  ports: number[]
  /** Addresses of its own, besides that of its network. */
  addresses?: string[]
  networkMode?: string
}

export interface Listener extends AsyncDisposable {
  /** IPv4 address on the Engine's bridge; empty in another container's network. */
  address: string
  run: (script: string) => Promise<string>
  /** What came by UDP, one line each. */
  notes: () => Promise<string[]>
}

/** A machine of the outside world, or a service in another container's network. */
export async function startListener(host: Docker, options: ListenerOptions): Promise<Listener> {
  const { image, ports, addresses = [], networkMode = 'bridge' } = options
  const container = await host.createContainer({
    Image: image,
    Entrypoint: ['python3', '-c', LISTENER, ...ports.map(String)],
    Labels: { [LABEL.role]: 'test-listener' },
    HostConfig: { CapAdd: ['NET_ADMIN'], NetworkMode: networkMode, Init: true },
  })
  const run = (script: string): Promise<string> => runInContainer(host, container, script)
  try {
    await container.start()
    for (const address of addresses) await run(`ip address add ${address}/32 dev lo`)
    await run('until [ -e /tmp/listens ]; do sleep 0.05; done')
    const { NetworkSettings } = await container.inspect()
    return {
      address: NetworkSettings.Networks['bridge']?.IPAddress ?? '',
      run,
      notes: async () => (await run('cat /tmp/notes 2> /dev/null')).split('\n').filter((line) => line !== ''),
      [Symbol.asyncDispose]: () => container.remove({ force: true, v: true }),
    }
  } catch (error) {
    await container.remove({ force: true, v: true })
    throw error
  }
}
