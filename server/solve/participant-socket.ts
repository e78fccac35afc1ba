import { once } from 'node:events'
import { WebSocket } from 'ws'
import { untilAborted } from '../lib/until-aborted.ts'
import { decodeFrame, encodeFrame } from '../protocol/frames.ts'
import { MAX_CLIENT_FRAME_BYTES } from '../protocol/limits.ts'
import {
  decodeServerMessage,
  encodeMessage,
  type ClientMessage,
  type ServerMessage,
} from '../protocol/messages.ts'

const ANSWER_MS = 30_000

export interface SocketObserver {
  onMessage(message: ServerMessage): void
  onOutput(channel: number, bytes: Uint8Array): void
}

/** The WebSocket of a tab, as a page has it: takes all output at once, and says so. */
export class ParticipantSocket implements Disposable {
  readonly #socket: WebSocket
  readonly #observer: SocketObserver
  readonly #listeners = new Set<(message: ServerMessage) => void>()
  /** Up to which each channel's output has come. */
  readonly #offsets = new Map<number, number>()

  private constructor(socket: WebSocket, observer: SocketObserver) {
    this.#socket = socket
    this.#observer = observer
    // An unreadable message is thrown here: the two sides are of one checkout, so it is a bug.
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary))
  }

  static async open(
    { origin, cookie }: { origin: string; cookie: string },
    observer: SocketObserver,
  ): Promise<ParticipantSocket> {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/ws`, { headers: { cookie, origin } })
    const participant = new ParticipantSocket(socket, observer)
    await once(socket, 'open')
    return participant
  }

  type(channel: number, keys: Uint8Array): void {
    const most = MAX_CLIENT_FRAME_BYTES - 1
    for (let from = 0; from < keys.length; from += most) {
      this.#socket.send(encodeFrame(channel, keys.subarray(from, from + most)))
    }
  }

  /** Sends a message and waits for its answer. Throws what the server says against it. */
  async request(message: ClientMessage, answer: ServerMessage['type']): Promise<void> {
    const answered = this.next(
      ({ type }) => type === answer || type === 'error',
      AbortSignal.timeout(ANSWER_MS),
    )
    this.#socket.send(encodeMessage(message))
    const received = await answered
    if (received.type === 'error') throw new Error(received.message)
  }

  async next(isWanted: (message: ServerMessage) => boolean, signal: AbortSignal): Promise<ServerMessage> {
    const { promise, resolve } = Promise.withResolvers<ServerMessage>()
    const listener = (message: ServerMessage): void => {
      if (isWanted(message)) resolve(message)
    }
    this.#listeners.add(listener)
    try {
      return await untilAborted(promise, signal)
    } catch (cause) {
      throw new Error('the server did not answer in time', { cause })
    } finally {
      this.#listeners.delete(listener)
    }
  }

  [Symbol.dispose](): void {
    this.#socket.close()
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (isBinary) return this.#receiveOutput(data)
    const decoded = decodeServerMessage(data.toString('utf8'))
    if (!decoded.ok) throw new Error(`the server says what this client cannot read: ${decoded.reason}`)
    const { message } = decoded
    if (message.type === 'attached') this.#offsets.set(message.channel, message.from)
    this.#observer.onMessage(message)
    for (const listener of [...this.#listeners]) listener(message)
  }

  #receiveOutput(data: Buffer): void {
    const frame = decodeFrame(data)
    if (!frame) return
    const { channel, bytes } = frame
    this.#observer.onOutput(channel, bytes)
    const offset = (this.#offsets.get(channel) ?? 0) + bytes.length
    this.#offsets.set(channel, offset)
    this.#socket.send(encodeMessage({ type: 'ack', channel, offset }))
  }
}
