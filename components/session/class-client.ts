import type { StoreApi } from 'zustand/vanilla'
import type { ClassNote, ClassView, Watch } from '../../server/protocol/class.ts'
import type { InstanceName } from '../../server/protocol/ids.ts'
import type { ServerMessage } from '../../server/protocol/messages.ts'
import type { ChapterSession, TypingTerminals } from './chapter-client.ts'
import { explain, type SessionApi } from './session-api.ts'
import type { SessionState, Typing } from './session-state.ts'

/** Between two looks while no socket tells: before the start, in the waiting list, between two sessions. */
const POLL_MS = 5_000
/** The same after the end: it can be given more time, or be brought back. Pages stay open for days, so it is rare. */
const OVER_POLL_MS = 30_000

interface ClassEnvironment {
  api: Pick<SessionApi, 'getClass' | 'leaveClass' | 'raiseHand'>
  terminals: TypingTerminals
  session: Pick<ChapterSession, 'isConnected' | 'send' | 'focusTerminal'>
  notify: (message: string) => void
}

/** The workshop that the participant is in: told by the socket, or asked for while there is none. */
export class ClassClient {
  readonly #store: StoreApi<SessionState>
  readonly #environment: ClassEnvironment
  #reading: Promise<void> | undefined
  #isLeaving = false

  constructor(store: StoreApi<SessionState>, environment: ClassEnvironment) {
    this.#store = store
    this.#environment = environment
  }

  /** Follows it until disposed. Can be started again. */
  start(): { dispose(): void } {
    const lookWhile = (isOver: boolean, everyMs: number) =>
      setInterval(() => {
        if (this.#isUntold && this.#isOver === isOver) void this.refresh()
      }, everyMs)
    const timers = [lookWhile(false, POLL_MS), lookWhile(true, OVER_POLL_MS)]
    return { dispose: () => timers.forEach(clearInterval) }
  }

  /** Somebody has come back to the page. */
  lookAgain(): void {
    if (this.#isUntold) void this.refresh()
  }

  /** One look at a time. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  receive({ class: view }: Extract<ServerMessage, { type: 'class' }>): void {
    const { classView } = this.#store.getState()
    // The socket does not know the personal link; a tab that does not either asks for it.
    const personalUrl = view?.personalUrl || classView?.personalUrl || ''
    this.#store.setState({ classView: view && { ...view, personalUrl } })
    if (view && personalUrl === '') void this.refresh()
    if (!classView || view || this.#isLeaving) return
    const { title, phase } = classView
    if (phase !== 'ended') this.#environment.notify(`You are no longer in the workshop “${title}”.`)
  }

  /** Not by the socket: whose session does not start has none, and needs help. */
  async raiseHand(isRaised: boolean): Promise<void> {
    const { api, session, notify } = this.#environment
    try {
      const view = await api.raiseHand(isRaised)
      // What the socket tells is newer.
      if (!session.isConnected) this.receive({ type: 'class', class: view })
    } catch (error) {
      notify(`Your hand was not ${isRaised ? 'raised' : 'taken down'}. ${explain(error)}`)
    }
  }

  answerPoll(poll: NonNullable<ClassView['poll']>, option: number): void {
    this.#environment.session.send({ type: 'answer-poll', poll: poll.id, option })
  }

  answerWatch(watch: Watch, isGranted: boolean): void {
    this.#environment.session.send({ type: 'answer-watch', watch: watch.id, isGranted })
  }

  setOnWall(isOnWall: boolean): void {
    this.#environment.session.send({ type: 'set-on-wall', isOnWall })
  }

  dismissNote(note: ClassNote): void {
    this.#environment.session.send({ type: 'dismiss-note', note: note.id })
  }

  /** Types the command into the terminal in use of an instance. */
  runOffer(note: ClassNote, instance: InstanceName): void {
    const { terminals, session } = this.#environment
    const terminal = terminals.get(instance)
    if (!terminal?.isAttached) {
      const message = `The terminal of ${instance} is not connected. Try again in a moment.`
      return this.#setOffer(note.id, { status: 'failed', message })
    }
    this.#setOffer(note.id, { status: 'sent', instance })
    session.send({ type: 'run-offer', channel: terminal.channel, note: note.id })
    session.focusTerminal(instance)
  }

  /** Shows an error next to the command that it is about. False: it is about something else. */
  failed({ note, message }: Extract<ServerMessage, { type: 'error' }>): boolean {
    if (note === undefined) return false
    this.#setOffer(note, { status: 'failed', message })
    return true
  }

  async leave(): Promise<void> {
    this.#isLeaving = true
    try {
      await this.#environment.api.leaveClass()
      this.#store.setState({ classView: null })
    } catch (error) {
      this.#environment.notify(`You have not left the workshop. ${explain(error)}`)
    } finally {
      this.#isLeaving = false
    }
  }

  get #isUntold(): boolean {
    return this.#store.getState().classView !== null && !this.#environment.session.isConnected
  }

  get #isOver(): boolean {
    return this.#store.getState().classView?.phase === 'ended'
  }

  async #read(): Promise<void> {
    // The server is away: what is known stays, and the session's own requests tell it.
    const view = await this.#environment.api.getClass().catch(() => undefined)
    if (view === undefined) return
    if (!this.#environment.session.isConnected) return this.receive({ type: 'class', class: view })
    // What the socket tells is newer.
    this.#store.setState(({ classView }) => ({
      classView: classView && { ...classView, personalUrl: view?.personalUrl ?? classView.personalUrl },
    }))
  }

  #setOffer(note: string, typing: Typing): void {
    this.#store.setState(({ offers }) => ({ offers: { ...offers, [note]: typing } }))
  }
}
