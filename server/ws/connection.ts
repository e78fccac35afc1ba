import type { RawData, WebSocket } from 'ws'
import type { Logger } from '../lib/logger.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { ERRORS, LabError } from '../protocol/errors.ts'
import { MAX_INPUT_BACKLOG_BYTES, MAX_SOCKET_BACKLOG_BYTES } from '../protocol/limits.ts'
import { decodeFrame } from '../protocol/frames.ts'
import {
  decodeClientMessage,
  encodeMessage,
  type ClientMessage,
  type ServerMessage,
} from '../protocol/messages.ts'
import type { CatchUp } from '../services/catch-up.ts'
import type { ChapterVariables } from '../services/chapter-variables.ts'
import type { CheckRunner } from '../services/check-runner.ts'
import type { LiveSession } from '../services/live-session.ts'
import type { Sessions } from '../services/sessions.ts'
import type { Terminals } from '../services/terminals.ts'
import { Channels } from './channels.ts'

export interface ConnectionServices {
  sessions: Sessions
  terminals: Terminals
  checks: CheckRunner
  variables: ChapterVariables
  catchUp: CatchUp
  catalog: LabCatalog
}

/** A page that speaks another protocol is cut off after this many messages that cannot be read. */
const MAX_BAD_MESSAGES = 20
/** RFC 6455: policy violation; and normal closure. */
const CLOSE_POLICY = 1008
const CLOSE_NORMAL = 1000

/** One browser tab. Owns everything that the tab has opened; closing the socket ends it all, once. */
export class Connection {
  readonly #socket: WebSocket
  readonly #session: LiveSession
  readonly #services: ConnectionServices
  readonly #log: Logger
  readonly #owned = new DisposableStack()
  readonly #channels: Channels
  #view: Disposable | undefined
  #badMessages = 0

  constructor(socket: WebSocket, session: LiveSession, services: ConnectionServices, log: Logger) {
    this.#socket = socket
    this.#session = session
    this.#services = services
    this.#log = log
    this.#channels = this.#owned.use(
      new Channels(session, services, {
        message: (message) => this.#send(message),
        frame: (bytes) => this.#socket.send(bytes),
      }),
    )
    this.#owned.use(session.subscribe((message) => this.#forward(message)))
    this.#owned.defer(() => this.#view?.[Symbol.dispose]())
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    // An error is always followed by `close`; without a listener it would end the broker.
    socket.on('error', () => undefined)
    socket.once('close', () => this.#owned.dispose())
  }

  async open(): Promise<void> {
    this.#send({ type: 'session', session: this.#services.sessions.view(this.#session) })
    this.#send({ type: 'progress', progress: await this.#services.checks.progress(this.#session) })
    const catchingUp = this.#services.catchUp.report(this.#session)
    if (catchingUp) this.#send(catchingUp)
  }

  #forward(message: ServerMessage): void {
    this.#send(message)
    if (message.type === 'session' && message.session === null)
      this.#socket.close(CLOSE_NORMAL, 'session ended')
  }

  #receive(data: RawData, isBinary: boolean): void {
    // It asks and asks and does not read the answers.
    if (this.#socket.bufferedAmount > MAX_SOCKET_BACKLOG_BYTES) return this.#socket.terminate()
    // ws hands over one Buffer as long as `binaryType` is left alone.
    const bytes = data as Buffer
    if (isBinary) this.#receiveFrame(bytes)
    else this.#receiveText(bytes.toString('utf8'))
  }

  #receiveFrame(bytes: Buffer): void {
    const frame = decodeFrame(bytes)
    if (!frame) return this.#reject('a frame that names no channel')
    this.#attempt({ channel: frame.channel }, () => this.#input(frame.channel, frame.bytes))
  }

  /** Reads no further from a tab whose shell does not take what was typed: keys are neither lost nor piled up. */
  async #input(channel: number, bytes: Uint8Array): Promise<void> {
    const terminal = this.#channels.input(channel, bytes)
    if (terminal.inputBacklogBytes <= MAX_INPUT_BACKLOG_BYTES) return
    this.#socket.pause()
    await terminal.inputDrained()
    this.#socket.resume()
  }

  #receiveText(text: string): void {
    const decoded = decodeClientMessage(text)
    if (!decoded.ok) return this.#reject(decoded.reason)
    const { message } = decoded
    this.#attempt(aboutOf(message), () => this.#handle(message))
  }

  #handle(message: ClientMessage): void | Promise<void> {
    switch (message.type) {
      case 'attach':
        return this.#channels.attach(message)
      case 'detach':
        return this.#channels.detach(message.channel)
      case 'resize':
        return this.#channels.resize(message.channel, message)
      case 'drive':
        return this.#channels.drive(message.channel)
      case 'ack':
        return this.#channels.ack(message.channel, message.offset)
      case 'run':
        return this.#channels.run(message)
      case 'show':
        return this.#channels.show(message)
      case 'catch-up':
      case 'reset':
        return this.#services.catchUp.start(this.#session, message, { isFresh: message.type === 'reset' })
      case 'set-variable':
        return this.#services.variables.set(this.#session, message, message)
      case 'view': {
        const view = this.#services.checks.watch(this.#session, {
          lab: message.lab,
          chapter: message.chapter,
        })
        this.#view?.[Symbol.dispose]()
        this.#view = view
        return
      }
      case 'ping':
        return this.#send({ type: 'pong' })
    }
  }

  /** Runs a command of the browser and answers with its error, if any. */
  #attempt(about: About, command: () => void | Promise<void>): void {
    const fail = (error: unknown): void => this.#sendError(error, about)
    try {
      const result = command()
      if (result) result.catch(fail)
    } catch (error) {
      fail(error)
    }
  }

  #reject(reason: string): void {
    this.#sendError(new LabError('BAD_MESSAGE', { detail: `${ERRORS.BAD_MESSAGE.message} ${reason}` }), {})
    if (++this.#badMessages >= MAX_BAD_MESSAGES) this.#socket.close(CLOSE_POLICY, 'too many bad messages')
  }

  #sendError(error: unknown, about: About): void {
    const labError = error instanceof LabError ? error : new LabError('INTERNAL', { cause: error })
    if (labError.code === 'INTERNAL') {
      this.#log.error({ sessionId: this.#session.stored.id, err: error }, 'message failed')
    }
    this.#send({ type: 'error', code: labError.code, message: labError.message, ...about })
  }

  #send(message: ServerMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(encodeMessage(message))
  }
}

/** What an error message is about, so that the page can show it in the right place. */
type About = Pick<Extract<ServerMessage, { type: 'error' }>, 'channel' | 'block' | 'check' | 'step' | 'name'>

function aboutOf(message: ClientMessage): About {
  return {
    ...('channel' in message && { channel: message.channel }),
    ...('block' in message && { block: message.block }),
    ...('check' in message && { check: message.check }),
    ...('step' in message && { step: message.step }),
    ...('name' in message && { name: message.name }),
  }
}
