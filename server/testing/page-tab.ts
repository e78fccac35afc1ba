import { WebSocket } from 'ws'
import { SessionSocket, type WebSocketLike } from '../../components/session/session-socket.ts'
import type { Presence, TerminalScreen } from '../../components/session/terminal-channel.ts'
import { TerminalChannels } from '../../components/session/terminal-channels.ts'
import type { TerminalRef } from '../protocol/ids.ts'

/** Keeps every byte that a page would draw, and how often it had to start over. */
export class KeptScreen implements TerminalScreen {
  readonly size = { cols: 100, rows: 30 }
  bytes = Buffer.alloc(0)
  resets = 0
  #wake = Promise.withResolvers<void>()

  write(bytes: Uint8Array, onParsed: () => void): void {
    this.bytes = Buffer.concat([this.bytes, bytes])
    onParsed()
    this.#wake.resolve()
    this.#wake = Promise.withResolvers()
  }

  reset(onDone: () => void): void {
    this.bytes = Buffer.alloc(0)
    this.resets++
    onDone()
  }

  announce(): void {}
  setInputAllowed(): void {}
  setReplaying(): void {}
  setSize(): void {}

  /** Resolves when the text has come, at once when it is there beyond `from`. Answers with the place behind it. */
  async printed(text: string, from = 0): Promise<number> {
    for (;;) {
      const at = this.bytes.indexOf(text, from)
      if (at >= 0) return at + Buffer.byteLength(text)
      await this.#wake.promise
    }
  }
}

/**
 * A browser tab without a browser: the page's own client over a real socket, whose connection a test can break.
 * `broker` may change its address while the tab is away.
 */
export class PageTab implements Disposable {
  readonly terminals: TerminalChannels
  readonly #socket: SessionSocket
  #connection: WebSocket | undefined
  #wake = Promise.withResolvers<void>()

  constructor(broker: { url: string }, cookie: string) {
    this.#socket = new SessionSocket(
      {
        open: () => {
          const { origin } = new URL(broker.url)
          const url = `${origin.replace(/^http/, 'ws')}/ws`
          this.#connection = new WebSocket(url, { headers: { cookie, origin } })
          // An error is always followed by `close`.
          this.#connection.on('error', () => undefined)
          return this.#connection as unknown as WebSocketLike
        },
        random: () => 0,
      },
      {
        onStatus: ({ status }) => {
          if (status === 'open') this.terminals.connectionOpened()
          else this.terminals.connectionLost()
          if (status === 'waiting') setImmediate(() => this.#socket.retryNow())
          this.#woken()
        },
        onMessage: (message) => {
          if (message.type === 'error') throw new Error(message.message)
          if ('channel' in message) this.terminals.receive(message)
          this.#woken()
        },
        onFrame: (frame) => this.terminals.output(frame),
        onUnreadable: () => {
          throw new Error('the broker says what the page cannot read')
        },
        hasSession: async () => 'yes',
      },
    )
    const socket = this.#socket
    this.terminals = new TerminalChannels(
      {
        get isOpen() {
          return socket.isOpen
        },
        send: (message) => socket.send(message),
        sendFrame: (channel, bytes) => socket.sendFrame(channel, bytes),
      },
      { onStatus: () => this.#woken(), onPresence: (_key, _presence: Presence) => undefined },
    )
    socket.connect()
  }

  /** Breaks the connection as a network does: what is on its way is lost, in both directions. */
  cut(): void {
    this.#connection?.terminate()
  }

  async open(ref: TerminalRef): Promise<KeptScreen> {
    const screen = new KeptScreen()
    this.terminals.open(ref, screen)
    await this.attached(ref)
    return screen
  }

  async attached(ref: TerminalRef): Promise<void> {
    while (!this.terminals.get(ref)?.isAttached) await this.#wake.promise
  }

  [Symbol.dispose](): void {
    this.#socket.dispose()
  }

  #woken(): void {
    this.#wake.resolve()
    this.#wake = Promise.withResolvers()
  }
}

/** Throws for an answer that is not a success. */
export async function request(
  broker: { url: string },
  method: string,
  path: string,
  cookie = '',
): Promise<Response> {
  const response = await fetch(new URL(path, broker.url), {
    method,
    headers: { cookie, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
    ...(method !== 'GET' && { body: '{}' }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response
}
