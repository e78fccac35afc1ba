import WebSocket from 'ws'
import { decodeServerMessage, type ServerMessage } from '../protocol/messages.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { settled } from './lab-bench.ts'
import type { startTestServer } from './test-server.ts'

export type TestServer = Awaited<ReturnType<typeof startTestServer>>

const node1 = instanceNameSchema.parse('node1')

/** The message that attaches the first terminal. */
export const attach = {
  type: 'attach',
  channel: 1,
  instance: 'node1',
  terminal: 1,
  cols: 80,
  rows: 24,
  role: 'drive',
  input: 'a'.repeat(16),
}

/** A tab: collects what it gets, and waits for what it wants. */
export class Tab {
  readonly socket: WebSocket
  readonly #messages: ServerMessage[] = []
  output = ''
  #wake: () => void = () => undefined

  constructor(server: TestServer, cookie: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, {
      headers: { host: `localhost:${server.port}`, origin: server.origin, cookie, ...headers },
    })
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.output += data.subarray(1).toString()
      else {
        const decoded = decodeServerMessage(data.toString())
        if (!decoded.ok) throw new Error(decoded.reason)
        this.#messages.push(decoded.message)
      }
      this.#wake()
    })
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  async next<Type extends ServerMessage['type']>(
    type: Type,
  ): Promise<Extract<ServerMessage, { type: Type }>> {
    for (;;) {
      const index = this.#messages.findIndex((message) => message.type === type)
      if (index >= 0) return this.#messages.splice(index, 1)[0] as Extract<ServerMessage, { type: Type }>
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  async printed(text: string): Promise<void> {
    while (!this.output.includes(text)) await new Promise<void>((resolve) => (this.#wake = resolve))
  }
}

/** A session with one instance, and a tab of it. */
export async function openWithInstance(server: TestServer) {
  const { session, token } = await server.sessions.open()
  server.instances.create(session)
  await settled(session, node1, 'ready')
  const tab = new Tab(server, `drydock_session=${token}`)
  await tab.next('session')
  return { session, token, tab }
}
