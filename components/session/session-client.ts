import { createStore, type StoreApi } from 'zustand/vanilla'
import type { InstanceName, TerminalRef } from '../../server/protocol/ids.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import type { InstanceView, SessionView } from '../../server/protocol/session.ts'
import { ChapterClient, type ChapterSession, type TypingTerminals } from './chapter-client.ts'
import { ClassClient } from './class-client.ts'
import { explain, isGone, type SessionApi } from './session-api.ts'
import { keepTerminals } from './keep-terminals.ts'
import { loadHealth } from './load-health.ts'
import { NoticeList } from './notice-list.ts'
import { readEndReason } from './read-end-reason.ts'
import type { SessionSocket, SocketEnvironment, SocketStatus } from './session-socket.ts'
import { chooseActive, countPush, INITIAL_STATE, NOTHING_OPEN, type SessionState } from './session-state.ts'
import { SessionTime } from './session-time.ts'
import { TerminalChannels } from './terminal-channels.ts'
import { TerminalList } from './terminal-list.ts'
import { activeTerminalOf } from './terminal-ref.ts'
import { TimelineReader } from './timeline-reader.ts'

const INCOMPLETE = 'A part of this page could not be loaded. Reload it; your instances keep running.'
const UNREADABLE = 'This page and the server do not understand each other. Reload the page.'

/** What a session needs of the browser. */
export interface SessionEnvironment extends SocketEnvironment {
  /** Reading a chapter needs no socket, nor what checks its messages. */
  loadSocket(): Promise<typeof SessionSocket>
}

/** The participant's session as this tab knows it: state in a store, commands as methods. Knows no React. */
export class SessionClient {
  readonly store: StoreApi<SessionState> = createStore(() => INITIAL_STATE)
  /** Those that this tab shows. */
  readonly terminals: TerminalChannels
  /** Those that there are. */
  readonly terminalList: TerminalList
  readonly chapter: ChapterClient
  readonly workshop: ClassClient
  readonly notices = new NoticeList(this.store)
  readonly timeline: TimelineReader
  readonly time: SessionTime
  readonly #api: SessionApi
  readonly #environment: SessionEnvironment
  /** Instances that this tab has asked for: their terminals are shown when they are ready. */
  readonly #requested = new Set<InstanceName>()
  #socket: SessionSocket | undefined
  /** Changes with each connection and each end of one: whether what was waited for is still wanted. */
  #connection = {}
  #addition: Promise<void> | undefined

  constructor(api: SessionApi, environment: SessionEnvironment) {
    this.#api = api
    this.#environment = environment
    const isOpen = () => this.#socket?.isOpen ?? false
    const send = (message: ClientMessage) => this.#socket?.send(message)
    const transport = {
      get isOpen() {
        return isOpen()
      },
      send,
      sendFrame: (channel: number, bytes: Uint8Array) => this.#socket?.sendFrame(channel, bytes),
    }
    this.terminals = new TerminalChannels(transport, keepTerminals(this.store))
    const notify = (message: string) => this.notices.add(message)
    this.time = new SessionTime({ store: this.store, api, send, notify })
    this.timeline = new TimelineReader(() => api.timeline())
    this.terminalList = new TerminalList(api, notify)
    const terminals: TypingTerminals = {
      get: (instance) => this.terminals.get(activeTerminalOf(this.store.getState(), instance)),
    }
    const session: ChapterSession = {
      get isConnected() {
        return isOpen()
      },
      send,
      ensureOpen: () => this.#ensureOpen(),
      focusTerminal: (instance) => this.focusTerminal(instance),
    }
    this.chapter = new ChapterClient(this.store, { terminals, session })
    this.workshop = new ClassClient(this.store, { api, terminals, session, notify })
  }

  /** Looks for a session and follows it until disposed. Can be started again. */
  start(): { dispose(): void } {
    void this.refresh()
    void loadHealth(this.store, this.#api)
    const workshop = this.workshop.start()
    const dispose = (): void => {
      workshop.dispose()
      this.#disconnect()
    }
    return { dispose }
  }

  async refresh(): Promise<void> {
    void this.workshop.refresh()
    try {
      const session = await this.#api.getSession()
      if (session) this.#found(session)
      else await this.#gone()
    } catch (error) {
      // With a session on the page, the socket's own state tells that the server is away.
      if (this.store.getState().phase.status === 'open') return
      this.#set({ phase: { status: 'unreachable', message: explain(error) } })
    }
  }

  /** Opens a session first when there is none. `replaced`: in the place of one that has ended, or did not start. */
  async addInstance(replaced?: InstanceName): Promise<void> {
    await this.#adding(async () => {
      await this.#openIfNone()
      if (replaced !== undefined) await this.#api.deleteInstance(replaced)
      this.#added(await this.#api.addInstance())
    })
  }

  async deleteInstance(name: InstanceName): Promise<void> {
    try {
      await this.#api.deleteInstance(name)
    } catch (error) {
      this.notices.add(`${name} was not deleted. ${explain(error)}`)
    }
  }

  async closeSession(): Promise<void> {
    const closing = this.#username()
    // The socket tells the end before the answer does, and by then somebody may have started anew.
    const ended = (reason: string): void => {
      if (this.#username() === closing) this.#ended(reason)
    }
    try {
      await this.#api.closeSession()
      ended('You closed it.')
    } catch (error) {
      if (isGone(error)) ended('It was already closed.')
      else this.notices.add(`The session was not closed. ${explain(error)}`)
    }
  }

  selectInstance(activeInstance: InstanceName): void {
    this.#set({ activeInstance })
  }

  /** Makes its instance the active one, too. */
  selectTerminal({ instance, terminal }: TerminalRef): void {
    this.store.setState(({ activeTerminals }) => ({
      activeInstance: instance,
      activeTerminals: { ...activeTerminals, [instance]: terminal },
    }))
  }

  focusTerminal(activeInstance: InstanceName): void {
    this.store.setState(({ focusRequests }) => ({
      activeInstance,
      pane: 'terminal',
      focusRequests: focusRequests + 1,
    }))
  }

  showPane(pane: SessionState['pane']): void {
    this.#set({ pane })
  }

  retryNow(): void {
    if (this.#socket) this.#socket.retryNow()
    else void this.refresh()
  }

  /** False: it could not be opened, and `addError` says why. */
  async #ensureOpen(): Promise<boolean> {
    await this.#adding(() => this.#openIfNone())
    return this.store.getState().phase.status === 'open'
  }

  async #openIfNone(): Promise<void> {
    if (this.store.getState().phase.status !== 'open') this.#found(await this.#api.openSession())
  }

  /** One at a time: who comes second waits for the first. */
  #adding(add: () => Promise<void>): Promise<void> {
    this.#addition ??= this.#add(add).finally(() => (this.#addition = undefined))
    return this.#addition
  }

  async #add(add: () => Promise<void>): Promise<void> {
    this.#set({ isAdding: true, addError: null })
    try {
      await add()
    } catch (error) {
      this.#set({ addError: explain(error) })
      if (isGone(error)) await this.#gone()
      void loadHealth(this.store, this.#api)
    } finally {
      this.#set({ isAdding: false })
    }
  }

  #found(session: SessionView): void {
    this.#show(session)
    if (this.#socket) return
    this.timeline.forget()
    const connection = (this.#connection = {})
    this.#environment.loadSocket().then(
      (Socket) => {
        if (this.#connection === connection) this.#connect(Socket)
      },
      () => this.notices.add(INCOMPLETE),
    )
  }

  #connect(Socket: typeof SessionSocket): void {
    this.#socket = new Socket(this.#environment, {
      onStatus: (status) => this.#socketChanged(status),
      onMessage: (message) => this.#receive(message),
      onFrame: (frame) => this.terminals.output(frame),
      onUnreadable: () => this.notices.add(UNREADABLE),
      hasSession: () => this.#hasSession(),
    })
    this.#socket.connect()
  }

  #show(session: SessionView): void {
    this.store.setState(({ activeInstance }) => ({
      phase: { status: 'open', session },
      activeInstance: chooseActive(session.instances, activeInstance),
    }))
    for (const { name, status } of session.instances) {
      if (status === 'starting' || !this.#requested.delete(name)) continue
      if (status === 'ready') this.focusTerminal(name)
    }
  }

  /** The answer and the session's own message race each other: the message knows at least as much. */
  #added(instance: InstanceView): void {
    this.#requested.add(instance.name)
    const { phase } = this.store.getState()
    if (phase.status !== 'open') return
    const { instances } = phase.session
    const isKnown = instances.some(({ name }) => name === instance.name)
    this.#show({ ...phase.session, instances: isKnown ? instances : [...instances, instance] })
  }

  /** There is no session (any more): the server may still know how one ended. */
  async #gone(): Promise<void> {
    const username = this.#username()
    const reason = await readEndReason(this.#api)
    // Meanwhile somebody may have started anew.
    if (this.#username() !== username) return
    if (username === undefined && reason === null) this.#set({ phase: { status: 'none' } })
    else this.#ended(reason ?? 'It is no longer there.')
  }

  #ended(reason: string): void {
    this.#disconnect()
    this.#requested.clear()
    this.chapter.ended()
    this.timeline.refresh()
    void this.workshop.refresh()
    this.#set({ ...NOTHING_OPEN, phase: { status: 'ended', reason } })
  }

  #username(): string | undefined {
    const { phase } = this.store.getState()
    return phase.status === 'open' ? phase.session.username : undefined
  }

  #disconnect(): void {
    this.#connection = {}
    this.#socket?.dispose()
    this.#socket = undefined
  }

  async #hasSession(): Promise<'yes' | 'no' | 'unknown'> {
    try {
      const session = await this.#api.getSession()
      if (session) return 'yes'
      await this.#gone()
      return 'no'
    } catch {
      // The server is away, which the next attempt will find out again.
      return 'unknown'
    }
  }

  #socketChanged(socket: SocketStatus): void {
    this.#set({ socket })
    if (socket.status !== 'open') return this.terminals.connectionLost()
    this.chapter.connected()
    this.timeline.refresh()
    this.terminals.connectionOpened()
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case 'session':
        if (message.session) this.#show(message.session)
        else this.#ended(message.endReason ?? 'Its time was over.')
        return
      case 'attached':
      case 'input-ack':
      case 'presence':
      case 'exited':
        return this.terminals.receive(message)
      case 'checks':
      case 'progress':
      case 'variables':
      case 'catching-up':
      case 'ran':
      case 'shown':
        return this.chapter.receive(message)
      case 'class':
        return this.workshop.receive(message)
      case 'timeline':
        return this.timeline.arrived(message.entry)
      case 'hub-push':
        return this.store.setState(({ hubPushes }) => ({ hubPushes: countPush(hubPushes, message) }))
      case 'error':
        if (this.chapter.failed(message) || this.workshop.failed(message)) return
        if (message.channel !== undefined) this.terminals.failed(message.channel, message.message)
        else this.notices.add(message.message)
        return
      case 'pong':
        return
    }
  }

  #set(state: Partial<SessionState>): void {
    this.store.setState(state)
  }
}
