import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  ClassCommand,
  TeachClientMessage,
  TeachServerMessage,
} from '../../../server/protocol/cockpit.ts'
import type { TerminalRef } from '../../../server/protocol/ids.ts'
import type { SeatId, WorkshopId, WorkshopView } from '../../../server/protocol/workshop.ts'
import { explain, hasCode } from '../../session/session-api.ts'
import { LiveSocket, type SocketEnvironment, type SocketStatus } from '../../session/session-socket.ts'
import { cockpitCodec } from './cockpit-codec.ts'
import { applyMessage, INITIAL_COCKPIT, NOTHING_WATCHED, type CockpitState } from './cockpit-state.ts'
import { Pictures } from './pictures.ts'
import { WatchedTerminals } from './watched-terminals.ts'

const UNREADABLE = 'This page and the server do not understand each other. Reload the page.'

/** What the cockpit asks of the broker, beside its socket. */
export interface CockpitApi {
  readWorkshop(): Promise<WorkshopView>
  readMyName(): Promise<string>
  command(command: ClassCommand): Promise<void>
  restore(): Promise<WorkshopView>
}

/** A workshop as this tab knows it: state in a store, commands as methods. Knows no React. */
export class CockpitClient {
  readonly workshop: WorkshopId
  readonly store: StoreApi<CockpitState> = createStore(() => INITIAL_COCKPIT)
  readonly pictures = new Pictures()
  readonly watched: WatchedTerminals
  readonly #api: CockpitApi
  readonly #environment: SocketEnvironment
  #socket: LiveSocket<TeachClientMessage, TeachServerMessage> | undefined
  #onWall: readonly SeatId[] = []
  /** Changes with each start and end: whether an answer is still wanted. */
  #following = {}

  constructor(workshop: WorkshopId, api: CockpitApi, environment: SocketEnvironment) {
    this.workshop = workshop
    this.#api = api
    this.#environment = environment
    const isOpen = () => this.#socket?.isOpen ?? false
    this.watched = new WatchedTerminals(
      {
        get isOpen() {
          return isOpen()
        },
        send: (message) => this.#socket?.send(message),
        sendFrame: (channel, bytes) => this.#socket?.sendFrame(channel, bytes),
      },
      {
        onStatus: (status) => this.store.setState(({ watched }) => ({ watched: { ...watched, status } })),
        onPresence: (presence) =>
          this.store.setState(({ watched }) => ({ watched: { ...watched, presence } })),
      },
    )
  }

  /** Follows the workshop until disposed. Can be started again. */
  start(): { dispose(): void } {
    void this.look()
    return { dispose: () => this.#disconnect() }
  }

  /** Looks whether the workshop is there, and connects. */
  async look(): Promise<void> {
    this.#disconnect()
    const following = (this.#following = {})
    try {
      const workshop = await this.#api.readWorkshop()
      if (this.#following !== following) return
      this.#set({ phase: { status: 'open' }, workshop })
      if (workshop.phase !== 'deleted') this.#connect()
    } catch (error) {
      if (this.#following === following) this.#refused(error)
      return
    }
    // It only tells whose look into a terminal is whose.
    const myName = await this.#api.readMyName().catch(() => null)
    if (this.#following === following) this.#set({ myName })
  }

  retryNow(): void {
    if (this.#socket) this.#socket.retryNow()
    else void this.look()
  }

  /** Somebody has come back to the page, or the network to the machine. */
  retryIfLost(): void {
    if (this.#socket || this.store.getState().phase.status === 'unreachable') this.retryNow()
  }

  /** Rejects when the broker refuses. */
  command(command: ClassCommand): Promise<void> {
    return this.#api.command(command)
  }

  /** For what has no place of its own for a refusal. False: it was refused. */
  tell(command: ClassCommand): Promise<boolean> {
    return this.attempt(() => this.command(command))
  }

  /** The same for anything else that the broker is asked. */
  async attempt(act: () => Promise<unknown>): Promise<boolean> {
    this.#set({ problem: null })
    try {
      await act()
      return true
    } catch (error) {
      this.#set({ problem: explain(error) })
      return false
    }
  }

  restore(): Promise<boolean> {
    return this.attempt(async () => {
      await this.#api.restore()
      await this.look()
    })
  }

  askToWatch(seat: SeatId, mode: 'watch' | 'drive', ref: TerminalRef): Promise<boolean> {
    this.#setWatchEnd(seat, undefined)
    return this.tell({ type: 'ask-watch', seat, mode, ...ref })
  }

  endWatch(seat: SeatId): Promise<boolean> {
    this.#setWatchEnd(seat, 'own')
    return this.tell({ type: 'end-watch', seat })
  }

  changed(workshop: WorkshopView): void {
    this.#set({ workshop })
  }

  openSeat(openSeat: SeatId | null): void {
    if (openSeat === null) this.#set({ openSeat })
    else this.#set({ openSeat, cursor: openSeat, problem: null })
  }

  dismissProblem(): void {
    this.#set({ problem: null })
  }

  /** The seats whose pictures can be seen now. */
  showOnWall(seats: readonly SeatId[]): void {
    this.#onWall = seats
    this.#socket?.send({ type: 'wall', seats: [...seats] })
  }

  #connect(): void {
    this.#socket = new LiveSocket(
      this.#environment,
      {
        onStatus: (status) => this.#socketChanged(status),
        onMessage: (message) => this.#receive(message),
        onFrame: (frame) => this.watched.output(frame),
        onUnreadable: () => this.#set({ problem: UNREADABLE }),
        hasSession: () => this.#isThere(),
      },
      cockpitCodec,
    )
    this.#socket.connect()
  }

  #disconnect(): void {
    this.#following = {}
    this.#socket?.dispose()
    this.#socket = undefined
    this.#set({ watched: NOTHING_WATCHED })
  }

  /** A lost socket and one that is refused look the same, so it is asked for. */
  async #isThere(): Promise<'yes' | 'no' | 'unknown'> {
    const following = this.#following
    try {
      const workshop = await this.#api.readWorkshop()
      if (this.#following !== following) return 'no'
      this.#set({ workshop })
      if (workshop.phase !== 'deleted') return 'yes'
      this.#disconnect()
      return 'no'
    } catch (error) {
      if (this.#following !== following) return 'no'
      if (!hasCode(error, 'NOT_INSTRUCTOR') && !hasCode(error, 'WORKSHOP_NOT_FOUND')) return 'unknown'
      this.#refused(error)
      return 'no'
    }
  }

  #refused(error: unknown): void {
    this.#disconnect()
    const message = explain(error)
    if (hasCode(error, 'NOT_INSTRUCTOR')) this.#set({ phase: { status: 'signed-out' } })
    else if (hasCode(error, 'WORKSHOP_NOT_FOUND')) this.#set({ phase: { status: 'not-found', message } })
    else this.#set({ phase: { status: 'unreachable', message } })
  }

  #socketChanged(socket: SocketStatus): void {
    this.#set({ socket })
    if (socket.status !== 'open') return this.watched.connectionLost()
    this.showOnWall(this.#onWall)
    this.watched.connectionOpened()
  }

  #receive(message: TeachServerMessage): void {
    switch (message.type) {
      case 'cockpit':
      case 'workshop':
      case 'room':
      case 'seats':
        this.store.setState((state) => applyMessage(state, message))
        if (message.type === 'seats' || message.type === 'cockpit') this.#forgetHidden()
        return
      case 'picture':
        return this.pictures.arrived(message)
      case 'attached':
      case 'input-ack':
      case 'presence':
      case 'exited':
        return this.watched.receive(message)
      case 'error':
        if (message.channel !== undefined) this.watched.failed(message.channel, message.message)
        else this.#set({ problem: message.message })
        return
      case 'pong':
        return
    }
  }

  /** Who hides a terminal from the wall hides also what it has shown before. */
  #forgetHidden(): void {
    const { seats } = this.store.getState()
    this.pictures.keep((seat) => seats[seat]?.isOnWall ?? false)
  }

  #setWatchEnd(seat: SeatId, end: 'own' | undefined): void {
    this.store.setState(({ watchEnds: { [seat]: _before, ...others } }) => ({
      watchEnds: end ? { ...others, [seat]: end } : others,
    }))
  }

  #set(state: Partial<CockpitState>): void {
    this.store.setState(state)
  }
}
