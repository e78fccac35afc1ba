import type { RawData, WebSocket } from 'ws'
import type { Action } from '../domain/authorisation.ts'
import type { Logger } from '../lib/logger.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { LabError } from '../protocol/errors.ts'
import { MAX_CLIENT_MESSAGE_BYTES } from '../protocol/limits.ts'
import { decodeFrame } from '../protocol/frames.ts'
import {
  decodeClientMessage,
  encodeMessage,
  type ClientMessage,
  type ServerMessage,
} from '../protocol/messages.ts'
import { authorise, type Caller } from '../services/callers.ts'
import type { ChapterRef, StepId } from '../protocol/ids.ts'
import type { CatchUp } from '../services/catch-up.ts'
import type { ChapterVariables } from '../services/chapter-variables.ts'
import type { CheckRunner } from '../services/check-runner.ts'
import type { ClassPart } from '../services/class-part.ts'
import type { ClassViews } from '../services/class-views.ts'
import type { LiveSession } from '../services/live-session.ts'
import type { Presence } from '../services/presence.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import type { Sessions } from '../services/sessions.ts'
import type { Cockpit } from '../services/cockpit.ts'
import type { TeachersHere } from '../services/teachers-here.ts'
import type { Terminals } from '../services/terminals.ts'
import type { Workshops } from '../services/workshops.ts'
import { badMessage, BadMessages } from './bad-messages.ts'
import { Channels, type Attach } from './channels.ts'
import { isClassMessage, takePart } from './class-messages.ts'
import { Reading } from './reading.ts'
import { INPUT_ACTION, MESSAGE_ACTIONS, MESSAGE_LIMITS } from './message-actions.ts'

export interface ConnectionServices {
  sessions: Sessions
  terminals: Terminals
  checks: CheckRunner
  variables: ChapterVariables
  catchUp: CatchUp
  catalog: LabCatalog
  limits: RateLimits
  presence: Presence
  workshops: Workshops
  classViews: ClassViews
  classPart: ClassPart
  cockpit: Cockpit
  teachersHere: TeachersHere
  /** Of a seat, by the secret of its cookie. */
  personalUrl: (seatToken: string) => string
}

type AttachMessage = Extract<ClientMessage, { type: 'attach' }>
/** Who opened the socket: a participant. */
export type ConnectionCaller = Caller & { session: LiveSession }

/** What people do; the other messages pages send by themselves. */
const SIGNS_OF_LIFE = new Set<ClientMessage['type']>([
  'run',
  'show',
  'catch-up',
  'reset',
  'set-variable',
  'present',
  'answer-poll',
  'run-offer',
])
/** RFC 6455: normal closure. */
export const CLOSE_NORMAL = 1000

/** One browser tab. Owns everything that the tab has opened; closing the socket ends it all, once. */
export class Connection {
  readonly #socket: WebSocket
  readonly #caller: ConnectionCaller
  readonly #session: LiveSession
  readonly #services: ConnectionServices
  readonly #log: Logger
  readonly #owned = new DisposableStack()
  readonly #badMessages: BadMessages
  readonly #channels: Channels
  readonly #reading: Reading
  #view: Disposable | undefined

  constructor(socket: WebSocket, caller: ConnectionCaller, services: ConnectionServices, log: Logger) {
    const { session } = caller
    this.#socket = socket
    this.#badMessages = new BadMessages(socket)
    this.#caller = caller
    this.#session = session
    this.#services = services
    this.#log = log
    this.#channels = this.#owned.use(
      new Channels(services, {
        message: (message) => this.#send(message),
        frame: (bytes) => this.#socket.send(bytes),
      }),
    )
    const pace = { limits: services.limits, limit: 'session.frames', key: session.stored.id } as const
    this.#reading = this.#owned.use(new Reading(socket, pace))
    this.#owned.use(services.presence.enter(session))
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
    const place = this.#services.workshops.bySeat(this.#session.stored.seatId)
    if (place)
      this.#send({ type: 'class', class: { ...this.#services.classViews.view(place), personalUrl: '' } })
    const catchingUp = this.#services.catchUp.report(this.#session)
    if (catchingUp) this.#send(catchingUp)
  }

  #forward(message: ServerMessage): void {
    this.#send(message)
    if (message.type === 'session' && message.session === null)
      this.#socket.close(CLOSE_NORMAL, 'session ended')
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.#reading.admit()) return
    // ws hands over one Buffer as long as `binaryType` is left alone.
    const bytes = data as Buffer
    if (isBinary) this.#receiveFrame(bytes)
    else if (bytes.length > MAX_CLIENT_MESSAGE_BYTES) this.#reject('too long')
    else this.#receiveText(bytes.toString('utf8'))
  }

  #receiveFrame(bytes: Buffer): void {
    const frame = decodeFrame(bytes)
    if (!frame) return this.#reject('a frame that names no channel')
    this.#services.presence.used(this.#session)
    this.#attempt(INPUT_ACTION, { channel: frame.channel }, () =>
      this.#reading.untilTaken(this.#channels.input(frame.channel, frame.bytes)),
    )
  }

  #receiveText(text: string): void {
    const decoded = decodeClientMessage(text)
    if (!decoded.ok) return this.#reject(decoded.reason)
    const { message } = decoded
    if (SIGNS_OF_LIFE.has(message.type)) this.#services.presence.used(this.#session)
    this.#attempt(MESSAGE_ACTIONS[message.type], aboutOf(message), () => {
      const limit = MESSAGE_LIMITS[message.type]
      if (limit) this.#services.limits.take(limit, this.#session.stored.id)
      return this.#handle(message)
    })
  }

  #handle(message: ClientMessage): void | Promise<void> {
    if (isClassMessage(message)) {
      return takePart(message, this.#session, { ...this.#services, channels: this.#channels })
    }
    switch (message.type) {
      case 'attach':
        return this.#channels.attach(this.#attachOf(message))
      case 'detach':
        return this.#channels.detach(message.channel)
      case 'resize':
        return this.#channels.resize(message.channel, message)
      case 'drive':
        return this.#channels.drive(message.channel)
      case 'ack':
        return this.#channels.ack(message.channel, message.offset)
      case 'run':
        return this.#channels.run(this.#session, message)
      case 'show':
        return this.#channels.show(this.#session, message)
      case 'catch-up':
      case 'reset':
        return this.#services.catchUp.start(this.#session, stepOf(message), {
          isFresh: message.type === 'reset',
        })
      case 'set-variable':
        return this.#services.variables.set(this.#session, chapterOf(message), message)
      case 'view': {
        const view = this.#services.checks.watch(this.#session, chapterOf(message))
        this.#view?.[Symbol.dispose]()
        this.#view = view
        this.#session.viewed = chapterOf(message)
        return
      }
      case 'present':
        return
      case 'ping':
        return this.#send({ type: 'pong' })
    }
  }

  /** In their own session people may drive whatever they watch. */
  #attachOf({ channel, instance, terminal, cols, rows, role, input, resume }: AttachMessage): Attach {
    const ref = { instance, terminal }
    const size = { cols, rows }
    const own = { session: this.#session, mayDrive: role === 'drive', isOnlooker: false }
    return { ...own, channel, ref, size, input, resume }
  }

  /** Runs a command of the browser, if it may, and answers with its error, if any. */
  #attempt(action: Action, about: About, command: () => void | Promise<void>): void {
    const fail = (error: unknown): void => this.#sendError(error, about)
    try {
      authorise(this.#caller, action)
      const result = command()
      if (result) result.catch(fail)
    } catch (error) {
      fail(error)
    }
  }

  #reject(reason: string): void {
    this.#sendError(badMessage(reason), {})
    this.#badMessages.add()
  }

  #sendError(error: unknown, about: About): void {
    const labError = LabError.of(error)
    if (labError.code === 'INTERNAL') {
      this.#log.error({ sessionId: this.#session.stored.id, err: error }, 'message failed')
    }
    this.#send({ type: 'error', code: labError.code, message: labError.message, ...about })
  }

  #send(message: ServerMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN)
      this.#socket.send(encodeMessage(this.#withPersonalUrl(message)))
  }

  /** The personal link is known to those alone whose cookie has its secret. */
  #withPersonalUrl(message: ServerMessage): ServerMessage {
    const { seatToken } = this.#caller
    if (message.type !== 'class' || !message.class || seatToken === undefined) return message
    return { ...message, class: { ...message.class, personalUrl: this.#services.personalUrl(seatToken) } }
  }
}

/** What an error message is about, so that the page can show it in the right place. */
type About = Pick<
  Extract<ServerMessage, { type: 'error' }>,
  'channel' | 'block' | 'check' | 'step' | 'name' | 'note'
>

/** Without what else the message has: a reference is sent back as it is. */
function chapterOf({ lab, chapter }: ChapterRef): ChapterRef {
  return { lab, chapter }
}

function stepOf({ step, ...message }: ChapterRef & { step: StepId }): ChapterRef & { step: StepId } {
  return { ...chapterOf(message), step }
}

function aboutOf(message: ClientMessage): About {
  return {
    ...('channel' in message && { channel: message.channel }),
    ...('block' in message && { block: message.block }),
    ...('check' in message && { check: message.check }),
    ...('step' in message && { step: message.step }),
    ...('name' in message && { name: message.name }),
    ...('note' in message && { note: message.note }),
  }
}
