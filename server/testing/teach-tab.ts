import { once } from 'node:events'
import WebSocket from 'ws'
import { teachServerMessageSchema, type TeachServerMessage } from '../protocol/cockpit.ts'
import { EXAMPLE_WORKSHOP } from './example-workshop.ts'
import type { TestServer } from './socket-tab.ts'

type Message<Type extends TeachServerMessage['type']> = Extract<TeachServerMessage, { type: Type }>

/** A cockpit: collects what it gets, and waits for what it wants. */
export class TeachTab {
  readonly socket: WebSocket
  /** All that has come and was not taken. */
  readonly messages: TeachServerMessage[] = []
  output = ''
  readonly #wakes = new Set<() => void>()

  constructor(server: TestServer, cookie: string, workshop: string = EXAMPLE_WORKSHOP.id) {
    this.socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws/teach/${workshop}`, {
      headers: { host: `localhost:${server.port}`, origin: server.origin, cookie },
    })
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.output += data.subarray(1).toString()
      else this.messages.push(teachServerMessageSchema.parse(JSON.parse(data.toString())))
      for (const wake of this.#wakes) wake()
    })
  }

  /** It has been told how things are. */
  async opened(): Promise<void> {
    await this.#until(() => this.messages.length > 0)
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  /** Takes the first of that type that satisfies the condition, when it is there. */
  async next<Type extends TeachServerMessage['type']>(
    type: Type,
    isIt: (message: Message<Type>) => boolean = () => true,
  ): Promise<Message<Type>> {
    const matches = (message: TeachServerMessage): message is Message<Type> =>
      message.type === type && isIt(message as Message<Type>)
    await this.#until(() => this.messages.some(matches))
    return this.messages.splice(this.messages.findIndex(matches), 1)[0] as Message<Type>
  }

  async printed(text: string): Promise<void> {
    await this.#until(() => this.output.includes(text))
  }

  /** Everything sent before has been dealt with. */
  async settled(): Promise<void> {
    this.send({ type: 'ping' })
    await this.next('pong')
  }

  /** The status of the answer, instead of a socket. */
  async refusal(): Promise<number> {
    const [, answer] = (await once(this.socket, 'unexpected-response')) as [
      unknown,
      { statusCode: number; destroy(): void },
    ]
    answer.destroy()
    return answer.statusCode
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wakes.add(resolve)
      await promise
      this.#wakes.delete(resolve)
    }
  }
}
