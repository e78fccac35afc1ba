import type { StoreApi } from 'zustand/vanilla'
import type {
  BlockId,
  ChapterRef,
  CheckId,
  InstanceName,
  StepId,
  VariableName,
} from '../../server/protocol/ids.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import type { CatchUp, SessionState, Typing, ValueSetting } from './session-state.ts'

/** The session, as far as chapters need it. */
export interface ChapterSession {
  readonly isConnected: boolean
  send(message: ClientMessage): void
  /** Opens one when there is none. False: it could not, and the page says why. */
  ensureOpen(): Promise<boolean>
  focusTerminal(instance: InstanceName): void
}

export type ChapterMessage = Extract<
  ServerMessage,
  { type: 'checks' | 'progress' | 'variables' | 'catching-up' | 'ran' | 'shown' }
>
/** The terminals of this tab, as far as something is typed into them from elsewhere. */
export interface TypingTerminals {
  get(instance: InstanceName): { readonly isAttached: boolean; readonly channel: number } | undefined
}

type CatchUpRequest = Extract<ClientMessage, { type: 'catch-up' | 'reset' }>

/** What the chapter in view asks of the broker, and what the broker says of it. */
export class ChapterClient {
  readonly #store: StoreApi<SessionState>
  readonly #terminals: TypingTerminals
  readonly #session: ChapterSession
  /** Asked for before there was a connection to send it over. */
  #waiting: CatchUpRequest | undefined

  constructor(
    store: StoreApi<SessionState>,
    { terminals, session }: { terminals: TypingTerminals; session: ChapterSession },
  ) {
    this.#store = store
    this.#terminals = terminals
    this.#session = session
  }

  view(view: ChapterRef): void {
    this.#store.setState(({ catchUp }) => ({
      view,
      ...NOTHING_KNOWN,
      // How it went is told once; one that is under way is told wherever the participant goes.
      catchUp: catchUp && isUnderWay(catchUp) ? catchUp : null,
    }))
    this.#session.send({ type: 'view', ...view })
  }

  runBlock({ instance, ...reference }: ChapterRef & { block: BlockId; instance: InstanceName }): void {
    this.#type('blocks', reference.block, instance, (channel) => ({ type: 'run', channel, ...reference }))
  }

  showSolution({ instance, ...reference }: ChapterRef & { check: CheckId; instance: InstanceName }): void {
    this.#type('solutions', reference.check, instance, (channel) => ({ type: 'show', channel, ...reference }))
  }

  /** `reset`: in fresh instances. Starts a session and instances when there are none. */
  async catchUp(type: CatchUpRequest['type'], reference: ChapterRef & { step: StepId }): Promise<void> {
    const { catchUp } = this.#store.getState()
    if (catchUp && isUnderWay(catchUp)) return
    this.#setCatchUp({ ...reference, status: 'requested', played: 0, total: 0 })
    this.#waiting = { type, ...reference }
    if (!(await this.#session.ensureOpen())) {
      this.#waiting = undefined
      const { addError } = this.#store.getState()
      this.#setCatchUp({
        ...reference,
        status: 'failed',
        played: 0,
        total: 0,
        message: addError ?? undefined,
      })
      return
    }
    this.#sendWaiting()
  }

  setVariable(setting: ChapterRef & { name: VariableName; value: string }): void {
    if (!this.#session.isConnected) {
      const message =
        'The value is kept with your session, and there is no connection to one. Start an instance.'
      return this.#setValue(setting.name, { status: 'refused', message })
    }
    this.#setValue(setting.name, { status: 'sent' })
    this.#session.send({ type: 'set-variable', ...setting })
  }

  connected(): void {
    const { view } = this.#store.getState()
    if (view) this.#session.send({ type: 'view', ...view })
    this.#sendWaiting()
  }

  ended(): void {
    this.#waiting = undefined
    this.#store.setState({ ...NOTHING_KNOWN, progress: [], catchUp: null })
  }

  receive(message: ChapterMessage): void {
    switch (message.type) {
      case 'checks':
        if (this.#isInView(message)) this.#store.setState({ checks: message.checks })
        return
      case 'progress':
        return this.#store.setState({ progress: message.progress })
      case 'variables':
        if (this.#isInView(message)) this.#receiveValues(message.values)
        return
      case 'catching-up': {
        const { type: _type, ...catchUp } = message
        return this.#setCatchUp(catchUp)
      }
      case 'ran':
        return this.#typed('blocks', message.block)
      case 'shown':
        return this.#typed('solutions', message.check)
    }
  }

  /** Shows an error next to what it is about. False: that is not known here. */
  failed({ message, block, check, step, name }: Extract<ServerMessage, { type: 'error' }>): boolean {
    const { catchUp } = this.#store.getState()
    if (block !== undefined) this.#setTyping('blocks', block, { status: 'failed', message })
    else if (check !== undefined) this.#setTyping('solutions', check, { status: 'failed', message })
    else if (name !== undefined) this.#setValue(name, { status: 'refused', message })
    else if (step !== undefined && catchUp?.step === step)
      this.#setCatchUp({ ...catchUp, status: 'failed', message })
    else return false
    return true
  }

  #type(
    what: 'blocks' | 'solutions',
    id: string,
    instance: InstanceName,
    message: (channel: number) => ClientMessage,
  ): void {
    const terminal = this.#terminals.get(instance)
    if (!terminal?.isAttached || !this.#session.isConnected) {
      const reason = `The terminal of ${instance} is not connected. Try again in a moment.`
      return this.#setTyping(what, id, { status: 'failed', message: reason })
    }
    this.#setTyping(what, id, { status: 'sent', instance })
    this.#session.send(message(terminal.channel))
    this.#session.focusTerminal(instance)
  }

  #typed(what: 'blocks' | 'solutions', id: string): void {
    const typing = this.#store.getState()[what][id]
    if (typing?.status === 'sent') this.#setTyping(what, id, { ...typing, status: 'typed' })
  }

  #receiveValues(variables: Readonly<Record<string, string>>): void {
    this.#store.setState(({ valueSettings }) => ({
      variables,
      valueSettings: Object.fromEntries(
        Object.entries(valueSettings).filter(
          ([name, { status }]) => status !== 'sent' || !(name in variables),
        ),
      ),
    }))
  }

  #sendWaiting(): void {
    if (!this.#waiting || !this.#session.isConnected) return
    this.#session.send(this.#waiting)
    this.#waiting = undefined
  }

  #isInView({ lab, chapter }: ChapterRef): boolean {
    const { view } = this.#store.getState()
    return view?.lab === lab && view.chapter === chapter
  }

  #setTyping(what: 'blocks' | 'solutions', id: string, typing: Typing): void {
    this.#store.setState((state) => ({ [what]: { ...state[what], [id]: typing } }))
  }

  #setValue(name: string, setting: ValueSetting): void {
    this.#store.setState(({ valueSettings }) => ({ valueSettings: { ...valueSettings, [name]: setting } }))
  }

  #setCatchUp(catchUp: CatchUp): void {
    this.#store.setState({ catchUp })
  }
}

/** Of a chapter that has just come into view. */
const NOTHING_KNOWN = { checks: [], blocks: {}, solutions: {}, variables: {}, valueSettings: {} }

export function isUnderWay({ status }: CatchUp): boolean {
  return status !== 'done' && status !== 'failed'
}
