import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BlockId, ChapterId, InstanceName, LabId } from '../../server/protocol/ids.ts'
import type { ServerMessage } from '../../server/protocol/messages.ts'
import type { InstanceView, SessionView } from '../../server/protocol/session.ts'
import { explain, isGone, type SessionApi } from './session-api.ts'
import { SessionSocket, type SocketEnvironment, type SocketStatus } from './session-socket.ts'
import { chooseActive, INITIAL_STATE, repositoryKey } from './session-state.ts'
import type { BlockRun, SessionState } from './session-state.ts'
import { TerminalChannels } from './terminal-channels.ts'

const UNREADABLE = 'This page and the server do not understand each other. Reload the page.'

export interface RunRequest {
  lab: LabId
  chapter: ChapterId
  block: BlockId
  instance: InstanceName
}

/** The participant's session as this tab knows it: state in a store, commands as methods. Knows no React. */
export class SessionClient {
  readonly store: StoreApi<SessionState> = createStore(() => INITIAL_STATE)
  readonly terminals: TerminalChannels
  readonly #api: SessionApi
  readonly #environment: SocketEnvironment
  /** Instances that this tab has asked for: their terminals are shown when they are ready. */
  readonly #requested = new Set<InstanceName>()
  #socket: SessionSocket | undefined
  #nextNoticeId = 1

  constructor(api: SessionApi, environment: SocketEnvironment) {
    this.#api = api
    this.#environment = environment
    const isOpen = () => this.#socket?.isOpen ?? false
    this.terminals = new TerminalChannels(
      {
        get isOpen() {
          return isOpen()
        },
        send: (message) => this.#socket?.send(message),
        sendFrame: (channel, bytes) => this.#socket?.sendFrame(channel, bytes),
      },
      (instance, status) =>
        this.store.setState(({ terminals }) => ({ terminals: { ...terminals, [instance]: status } })),
    )
  }

  /** Looks for a session and follows it until disposed. Can be started again. */
  start(): { dispose(): void } {
    void this.refresh()
    void this.#loadHealth()
    return { dispose: () => this.#disconnect() }
  }

  async refresh(): Promise<void> {
    try {
      const session = await this.#api.getSession()
      if (session) this.#found(session)
      else if (this.store.getState().phase.status === 'open') this.#ended('It is no longer there.')
      else this.#set({ phase: { status: 'none' } })
    } catch (error) {
      // With a session on the page, the socket's own state tells that the server is away.
      if (this.store.getState().phase.status === 'open') return
      this.#set({ phase: { status: 'unreachable', message: explain(error) } })
    }
  }

  /** Opens a session first when there is none. */
  async addInstance(): Promise<void> {
    if (this.store.getState().isAdding) return
    this.#set({ isAdding: true, addError: null })
    try {
      if (this.store.getState().phase.status !== 'open') this.#found(await this.#api.openSession())
      this.#added(await this.#api.addInstance())
    } catch (error) {
      this.#set({ addError: explain(error) })
      if (isGone(error)) this.#ended('It is no longer there.')
      void this.#loadHealth()
    } finally {
      this.#set({ isAdding: false })
    }
  }

  async deleteInstance(name: InstanceName): Promise<void> {
    try {
      await this.#api.deleteInstance(name)
    } catch (error) {
      this.#notify(`${name} was not deleted. ${explain(error)}`)
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
      else this.#notify(`The session was not closed. ${explain(error)}`)
    }
  }

  selectInstance(activeInstance: InstanceName): void {
    this.#set({ activeInstance })
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

  viewChapter(lab: LabId, chapter: ChapterId): void {
    this.#set({ view: { lab, chapter }, checks: [], blocks: {} })
    this.#socket?.send({ type: 'view', lab, chapter })
  }

  runBlock({ instance, ...reference }: RunRequest): void {
    const terminal = this.terminals.get(instance)
    if (!terminal?.isAttached || !this.#socket?.isOpen) {
      const message = `The terminal of ${instance} is not connected. Try again in a moment.`
      return this.#setBlock(reference.block, { status: 'failed', message })
    }
    this.#setBlock(reference.block, { status: 'sent', instance })
    this.#socket.send({ type: 'run', channel: terminal.channel, ...reference })
    this.focusTerminal(instance)
  }

  retryNow(): void {
    if (this.#socket) this.#socket.retryNow()
    else void this.refresh()
  }

  dismissNotice(id: number): void {
    this.store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
  }

  #found(session: SessionView): void {
    this.#show(session)
    if (this.#socket) return
    this.#socket = new SessionSocket(this.#environment, {
      onStatus: (status) => this.#socketChanged(status),
      onMessage: (message) => this.#receive(message),
      onFrame: (frame) => this.terminals.output(frame),
      onUnreadable: () => this.#notify(UNREADABLE),
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

  #ended(reason: string): void {
    this.#disconnect()
    this.#requested.clear()
    this.#set({
      phase: { status: 'ended', reason },
      activeInstance: null,
      terminals: {},
      checks: [],
      progress: [],
      blocks: {},
      hubPushes: {},
    })
  }

  #username(): string | undefined {
    const { phase } = this.store.getState()
    return phase.status === 'open' ? phase.session.username : undefined
  }

  #disconnect(): void {
    this.#socket?.dispose()
    this.#socket = undefined
  }

  async #hasSession(): Promise<'yes' | 'no' | 'unknown'> {
    try {
      const session = await this.#api.getSession()
      if (session) return 'yes'
      this.#ended('It is no longer there.')
      return 'no'
    } catch {
      // The server is away, which the next attempt will find out again.
      return 'unknown'
    }
  }

  #socketChanged(socket: SocketStatus): void {
    this.#set({ socket })
    if (socket.status !== 'open') return this.terminals.connectionLost()
    const { view } = this.store.getState()
    if (view) this.#socket?.send({ type: 'view', ...view })
    this.terminals.connectionOpened()
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case 'session':
        if (message.session) this.#show(message.session)
        else this.#ended(message.endReason ?? 'Its time was over.')
        return
      case 'attached':
      case 'exited':
        return this.terminals.receive(message)
      case 'checks': {
        const { view } = this.store.getState()
        if (view?.lab === message.lab && view.chapter === message.chapter)
          this.#set({ checks: message.checks })
        return
      }
      case 'progress':
        return this.#set({ progress: message.progress })
      case 'hub-push':
        return this.#pushed(repositoryKey({ host: message.host, name: message.repository }))
      case 'ran': {
        const run = this.store.getState().blocks[message.block]
        if (run?.status === 'sent') this.#setBlock(message.block, { ...run, status: 'ran' })
        return
      }
      case 'error':
        return this.#failed(message)
      case 'pong':
        return
    }
  }

  /** Next to what it is about, where that is known. */
  #failed({ message, block, channel }: Extract<ServerMessage, { type: 'error' }>): void {
    if (block !== undefined) this.#setBlock(block, { status: 'failed', message })
    else if (channel !== undefined) this.terminals.failed(channel, message)
    else this.#notify(message)
  }

  async #loadHealth(): Promise<void> {
    // It only adds to what the page says; the session's own requests report a server that is away.
    const health = await this.#api.health().catch(() => null)
    if (health) this.#set({ health })
  }

  #pushed(key: string): void {
    this.store.setState(({ hubPushes }) => ({
      hubPushes: { ...hubPushes, [key]: (hubPushes[key] ?? 0) + 1 },
    }))
  }

  #setBlock(block: BlockId, run: BlockRun): void {
    this.store.setState(({ blocks }) => ({ blocks: { ...blocks, [block]: run } }))
  }

  #notify(message: string): void {
    const { notices } = this.store.getState()
    if (notices.some((notice) => notice.message === message)) return
    this.#set({ notices: [...notices, { id: this.#nextNoticeId++, message }] })
  }

  #set(state: Partial<SessionState>): void {
    this.store.setState(state)
  }
}
