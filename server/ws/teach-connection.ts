import type { RawData, WebSocket } from 'ws'
import type { Logger } from '../lib/logger.ts'
import {
  decodeTeachClientMessage,
  type TeachClientMessage,
  type TeachServerMessage,
} from '../protocol/cockpit.ts'
import { LabError } from '../protocol/errors.ts'
import { decodeFrame } from '../protocol/frames.ts'
import { MAX_CLIENT_MESSAGE_BYTES } from '../protocol/limits.ts'
import type { SeatId, TeacherRole, WorkshopView } from '../protocol/workshop.ts'
import type { ClassState, RowState } from '../services/class-news.ts'
import type { LiveWorkshop } from '../services/live-workshop.ts'
import { CLOSE_NORMAL, type ConnectionServices } from './connection.ts'
import { badMessage, BadMessages } from './bad-messages.ts'
import { Channels } from './channels.ts'
import { TEACH_MESSAGE_LIMITS } from './message-actions.ts'
import { Reading } from './reading.ts'
import { Wall } from './wall.ts'

export interface TeachCaller {
  instructorId: string
  role: TeacherRole
  /** False: has signed out, or was signed out from elsewhere, with this cookie. */
  isSignedIn(): boolean
}

/** A cockpit that is open in one browser tab. */
export class TeachConnection {
  readonly #socket: WebSocket
  readonly #caller: TeachCaller
  readonly #workshop: LiveWorkshop
  readonly #services: ConnectionServices
  readonly #log: Logger
  readonly #owned = new DisposableStack()
  readonly #badMessages: BadMessages
  readonly #channels: Channels
  readonly #reading: Reading
  readonly #wall: Wall
  /** What was told last, as JSON. */
  readonly #rows = new Map<SeatId, string>()
  #told: Record<'room' | 'workshop', string> = { room: '', workshop: '' }

  constructor(
    socket: WebSocket,
    { caller, workshop }: { caller: TeachCaller; workshop: LiveWorkshop },
    services: ConnectionServices,
    log: Logger,
  ) {
    this.#socket = socket
    this.#badMessages = new BadMessages(socket)
    this.#caller = caller
    this.#workshop = workshop
    this.#services = services
    this.#log = log
    this.#channels = this.#owned.use(
      new Channels(services, {
        message: (message) => this.#send(message as TeachServerMessage),
        frame: (bytes) => socket.send(bytes),
      }),
    )
    this.#wall = this.#owned.use(new Wall(workshop, services, (picture) => this.#send(picture)))
    const pace = { limits: services.limits, limit: 'instructor.frames', key: caller.instructorId } as const
    this.#reading = this.#owned.use(new Reading(socket, pace))
    this.#owned.use(services.cockpit.follow(workshop, (state) => this.#tell(state)))
    this.#owned.use(services.teachersHere.enter(workshop, caller.instructorId))
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    socket.on('error', () => undefined)
    socket.once('close', () => this.#owned.dispose())
    this.#open()
  }

  #open(): void {
    const { rows, room } = this.#services.cockpit.state(this.#workshop)
    const workshop = this.#view()
    this.#told = { room: JSON.stringify(room), workshop: JSON.stringify(workshop) }
    for (const state of rows) this.#hasChanged(state)
    const seats = rows.map(({ row }) => row)
    this.#send({ type: 'cockpit', workshop, columns: [...this.#workshop.columns], room, seats })
  }

  #view(): WorkshopView {
    return this.#services.cockpit.workshop(this.#workshop, this.#caller.role)
  }

  #tell({ room, rows }: ClassState): void {
    const { workshops } = this.#services
    if (!this.#caller.isSignedIn()) return this.#socket.close(CLOSE_NORMAL, 'signed out')
    if (!this.#workshop.roleOf(this.#caller.instructorId))
      return this.#socket.close(CLOSE_NORMAL, 'teaches here no longer')
    if (!workshops.byId(this.#workshop.stored.id)) return this.#socket.close(CLOSE_NORMAL, 'workshop removed')
    const workshop = this.#view()
    if (this.#isNews('workshop', workshop)) this.#send({ type: 'workshop', workshop })
    if (this.#isNews('room', room)) this.#send({ type: 'room', room })
    const changed = rows.filter((state) => this.#hasChanged(state)).map(({ row }) => row)
    const here = new Set(rows.map(({ row }) => row.id))
    const gone = [...this.#rows.keys()].filter((id) => !here.has(id))
    for (const id of gone) this.#rows.delete(id)
    if (changed.length > 0 || gone.length > 0) this.#send({ type: 'seats', changed, gone })
  }

  #isNews(part: 'room' | 'workshop', value: ClassState['room'] | WorkshopView): boolean {
    const text = JSON.stringify(value)
    const isNews = this.#told[part] !== text
    this.#told[part] = text
    return isNews
  }

  #hasChanged({ row, text }: RowState): boolean {
    const hasChanged = this.#rows.get(row.id) !== text
    this.#rows.set(row.id, text)
    return hasChanged
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.#reading.admit()) return
    const bytes = data as Buffer
    let channel: number | undefined
    try {
      if (isBinary) {
        const frame = decodeFrame(bytes)
        if (!frame) throw badMessage('a frame that names no channel')
        channel = frame.channel
        const taken = this.#reading.untilTaken(this.#channels.input(frame.channel, frame.bytes))
        taken.catch((error: unknown) => this.#fail(error, frame.channel))
        return
      }
      if (bytes.length > MAX_CLIENT_MESSAGE_BYTES) throw badMessage('too long')
      const decoded = decodeTeachClientMessage(bytes.toString('utf8'))
      if (!decoded.ok) throw badMessage(decoded.reason)
      const { message } = decoded
      channel = 'channel' in message ? message.channel : undefined
      const limit = TEACH_MESSAGE_LIMITS[message.type]
      if (limit) this.#services.limits.take(limit, this.#caller.instructorId)
      const result = this.#handle(message)
      if (result) result.catch((error: unknown) => this.#fail(error, channel))
    } catch (error) {
      this.#fail(error, channel)
    }
  }

  #handle(message: TeachClientMessage): void | Promise<void> {
    switch (message.type) {
      case 'attach':
        return this.#attach(message)
      case 'detach':
        return this.#channels.detach(message.channel)
      case 'resize':
        return this.#channels.resize(message.channel, message)
      case 'drive':
        return this.#channels.drive(message.channel)
      case 'ack':
        return this.#channels.ack(message.channel, message.offset)
      case 'wall':
        return this.#wall.show(message.seats)
      case 'ping':
        return this.#send({ type: 'pong' })
    }
  }

  /** Only what this instructor was allowed to see, by the participant and now. */
  async #attach(message: Extract<TeachClientMessage, { type: 'attach' }>): Promise<void> {
    const { channel, seat, input, cols, rows } = message
    const watch = this.#workshop.watches.get(seat)
    const session = this.#services.sessions.bySeat(seat)
    const isMine = watch?.instructorId === this.#caller.instructorId
    if (!session || !isMine || watch.status !== 'granted') throw new LabError('WATCH_REFUSED')
    await this.#channels.attach({
      channel,
      session,
      ref: { instance: watch.instance, terminal: watch.terminal },
      size: { cols, rows },
      mayDrive: watch.mode === 'drive',
      isOnlooker: true,
      input,
      until: watch.ending.signal,
    })
  }

  #fail(error: unknown, channel: number | undefined): void {
    const labError = LabError.of(error)
    if (labError.code === 'INTERNAL') this.#log.error({ err: error }, 'message of a cockpit failed')
    const { code, message } = labError
    this.#send({ type: 'error', code, message, ...(channel !== undefined && { channel }) })
    if (code === 'BAD_MESSAGE') this.#badMessages.add()
  }

  #send(message: TeachServerMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message))
  }
}
