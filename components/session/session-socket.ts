import { decodeFrame, encodeFrame } from '../../server/protocol/frames.ts'
import { PING_INTERVAL_MS, SOCKET_TIMEOUT_MS } from '../../server/protocol/limits.ts'
import { decodeServerMessage, encodeMessage } from '../../server/protocol/messages.ts'
import type { Decoded } from '../../server/protocol/decode.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import { nextReconnect } from './next-reconnect.ts'

/** The part of a browser's WebSocket that is used here. */
export type WebSocketLike = Pick<
  WebSocket,
  'binaryType' | 'onopen' | 'onmessage' | 'onclose' | 'send' | 'close'
>

export type SocketStatus =
  | { status: 'closed' }
  | { status: 'connecting' }
  | { status: 'open' }
  /** `retryAt`: milliseconds since the epoch. */
  | { status: 'waiting'; retryAt: number }
  /** The server will not talk to this page. */
  | { status: 'refused' }

export interface SocketListener<Received = ServerMessage> {
  onStatus(status: SocketStatus): void
  onMessage(message: Received): void
  onFrame(frame: { channel: number; bytes: Uint8Array }): void
  /** A message that this page cannot read: it is older or newer than the server. */
  onUnreadable(): void
  /** Asked before each new attempt: is there still a session (or a workshop) to connect to? */
  hasSession(): Promise<'yes' | 'no' | 'unknown'>
}

export interface SocketEnvironment {
  open(): WebSocketLike
  random(): number
}

/** Closed by us because nothing came: as good as lost. */
const CLOSE_LOST = 1006

/** How the text frames of a socket are written and read. */
export interface SocketCodec<Sent, Received> {
  encode(message: Sent | { type: 'ping' }): string
  decode(text: string): Decoded<Received>
}

/** A WebSocket that is kept open until it is disposed. */
export class LiveSocket<Sent, Received> {
  readonly #environment: SocketEnvironment
  readonly #listener: SocketListener<Received>
  readonly #codec: SocketCodec<Sent, Received>
  #socket: WebSocketLike | undefined
  #status: SocketStatus = { status: 'closed' }
  #attempts = 0
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #pingTimer: ReturnType<typeof setInterval> | undefined
  #silenceTimer: ReturnType<typeof setTimeout> | undefined
  #isDisposed = false

  constructor(
    environment: SocketEnvironment,
    listener: SocketListener<Received>,
    codec: SocketCodec<Sent, Received>,
  ) {
    this.#environment = environment
    this.#listener = listener
    this.#codec = codec
  }

  get isOpen(): boolean {
    return this.#status.status === 'open'
  }

  connect(): void {
    if (this.#isDisposed || this.#socket) return
    clearTimeout(this.#retryTimer)
    this.#setStatus({ status: 'connecting' })
    const socket = this.#environment.open()
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.#opened()
    socket.onmessage = ({ data }) => this.#received(data)
    socket.onclose = ({ code }) => this.#closed(code)
    this.#restartSilenceTimer()
  }

  /** Ends the wait for the next attempt. */
  retryNow(): void {
    if (this.#status.status === 'waiting') void this.#retry()
  }

  /** What is sent while there is no connection is dropped: the connection's state is on the page. */
  send(message: Sent | { type: 'ping' }): void {
    if (this.isOpen) this.#socket?.send(this.#codec.encode(message))
  }

  sendFrame(channel: number, bytes: Uint8Array): void {
    if (this.isOpen) this.#socket?.send(encodeFrame(channel, bytes))
  }

  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    this.#release()
    clearTimeout(this.#retryTimer)
    this.#setStatus({ status: 'closed' })
  }

  #opened(): void {
    this.#pingTimer = setInterval(() => this.send({ type: 'ping' }), PING_INTERVAL_MS)
    this.#restartSilenceTimer()
    this.#setStatus({ status: 'open' })
  }

  #received(data: unknown): void {
    this.#restartSilenceTimer()
    // Only a connection that says something has worked: one that is accepted and dropped must not be hammered.
    this.#attempts = 0
    if (typeof data === 'string') {
      const decoded = this.#codec.decode(data)
      if (decoded.ok) this.#listener.onMessage(decoded.message)
      else this.#listener.onUnreadable()
    } else if (data instanceof ArrayBuffer) {
      const frame = decodeFrame(new Uint8Array(data))
      if (frame) this.#listener.onFrame(frame)
    }
  }

  #closed(closeCode: number): void {
    this.#release()
    if (this.#isDisposed) return
    const next = nextReconnect({ attempts: this.#attempts++, closeCode, random: this.#environment.random() })
    if (next.action === 'stop') return this.#setStatus({ status: 'refused' })
    this.#setStatus({ status: 'waiting', retryAt: Date.now() + next.delayMs })
    this.#retryTimer = setTimeout(() => void this.#retry(), next.delayMs)
  }

  /** A refused upgrade looks like a lost one, so the session is asked for first. */
  async #retry(): Promise<void> {
    clearTimeout(this.#retryTimer)
    this.#setStatus({ status: 'connecting' })
    const answer = await this.#listener.hasSession()
    if (this.#isDisposed || this.#socket) return
    if (answer === 'yes') this.connect()
    else if (answer === 'unknown') this.#closed(CLOSE_LOST)
  }

  #restartSilenceTimer(): void {
    clearTimeout(this.#silenceTimer)
    this.#silenceTimer = setTimeout(() => this.#closed(CLOSE_LOST), SOCKET_TIMEOUT_MS)
  }

  #release(): void {
    clearInterval(this.#pingTimer)
    clearTimeout(this.#silenceTimer)
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  #setStatus(status: SocketStatus): void {
    this.#status = status
    this.#listener.onStatus(status)
  }
}

/** The participant's: one for each tab. */
export class SessionSocket extends LiveSocket<ClientMessage, ServerMessage> {
  constructor(environment: SocketEnvironment, listener: SocketListener) {
    super(environment, listener, { encode: encodeMessage, decode: decodeServerMessage })
  }
}
