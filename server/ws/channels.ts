import type { TerminalSize } from '../domain/terminal-size.ts'
import { LabError } from '../protocol/errors.ts'
import { encodeFrame } from '../protocol/frames.ts'
import type { TerminalRef } from '../protocol/ids.ts'
import type { ClientMessage, ServerMessage } from '../protocol/messages.ts'
import type { LiveSession } from '../services/live-session.ts'
import { typeBlock, typeCommands } from '../services/type-into-shell.ts'
import type { Attachment, Terminal } from '../services/terminal.ts'
import type { TerminalViewer } from '../services/viewing.ts'
import type { ConnectionServices } from './connection.ts'

type Message<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>

type ChannelServices = Pick<ConnectionServices, 'terminals' | 'catalog' | 'variables'>

interface Channel {
  ref: TerminalRef
  terminal: Terminal
  attachment: Attachment
}

export interface Attach {
  channel: number
  session: LiveSession
  ref: TerminalRef
  size: TerminalSize
  mayDrive: boolean
  /** In somebody else's terminal: sees the screen, and not what was printed before. */
  isOnlooker: boolean
  input: string
  resume?: { stream: string; offset: number } | undefined
  /** Whose end ends this, too; without one it lasts as long as the tab wants. */
  until?: AbortSignal
}

/** Sends to the tab. */
export interface ChannelOutput {
  message(message: ServerMessage): void
  frame(bytes: Uint8Array): void
}

/** The terminals that one tab has attached, by the tab's own numbers. */
export class Channels implements Disposable {
  readonly #services: ChannelServices
  readonly #output: ChannelOutput
  readonly #channels = new Map<number, Channel>()
  /** The newest attach of each channel that has not been answered yet. */
  readonly #attempts = new Map<number, symbol>()

  constructor(services: ChannelServices, output: ChannelOutput) {
    this.#services = services
    this.#output = output
  }

  async attach({ channel, session, ref, until, ...request }: Attach): Promise<void> {
    const attempt = Symbol()
    this.#attempts.set(channel, attempt)
    const terminal = await this.#services.terminals.open(session, ref, request.size)
    if (request.isOnlooker) await terminal.prepareScreen()
    // Detached, or attached to something else, in the meantime.
    if (this.#attempts.get(channel) !== attempt || until?.aborted) return
    this.detach(channel)
    // Each viewer hears of every other one: a tab is one viewer of a terminal, however often it asks.
    for (const [other, { terminal: attached }] of this.#channels)
      if (attached === terminal) this.detach(other)
    const attachment = terminal.attach(this.#viewer(channel), request)
    const known = { ref, terminal, attachment }
    this.#channels.set(channel, known)
    until?.addEventListener('abort', () => this.#end(channel, known), { once: true })
  }

  /** Idempotent. */
  detach(channel: number): void {
    this.#attempts.delete(channel)
    this.#channels.get(channel)?.attachment[Symbol.dispose]()
    this.#channels.delete(channel)
  }

  /** Answers with the terminal, whose backlog is the caller's to watch. */
  input(channel: number, bytes: Uint8Array): Terminal {
    const { terminal, attachment } = this.#require(channel)
    attachment.input(bytes)
    return terminal
  }

  resize(channel: number, size: TerminalSize): void {
    this.#require(channel).attachment.resize(size)
  }

  /** Lets the terminal have this tab's size. */
  drive(channel: number): void {
    this.#require(channel).attachment.drive()
  }

  ack(channel: number, offset: number): void {
    // A late ack for a terminal that has just been detached is no mistake of anybody's.
    const isKnown = this.#channels.get(channel)?.attachment.ackedTo(offset) ?? true
    if (!isKnown) throw new LabError('BAD_MESSAGE', { detail: 'This output has not been sent yet.' })
  }

  /** The browser names a block; its text comes from our own lab. */
  async run(session: LiveSession, { channel, lab, chapter, block: id }: Message<'run'>): Promise<void> {
    const { terminal, attachment } = this.#require(channel)
    const block = this.#services.catalog.chapter({ lab, chapter }).blocks.get(id)
    if (!block?.isRunnable) throw new LabError('BLOCK_NOT_FOUND')
    const values = await this.#services.variables.values(session, { lab, chapter })
    attachment.drive()
    typeBlock(terminal, block, values)
    this.#output.message({ type: 'ran', chapter, block: id })
  }

  /** Types a check's solution. */
  async show(session: LiveSession, { channel, lab, chapter, check: id }: Message<'show'>): Promise<void> {
    const { terminal, attachment, ref } = this.#require(channel)
    const check = this.#services.catalog.chapter({ lab, chapter }).checks.get(id)
    if (!check) throw new LabError('CHECK_NOT_FOUND')
    if (check.on !== ref.instance)
      throw new LabError('BAD_MESSAGE', { detail: `This is to be done on ${check.on}.` })
    const values = await this.#services.variables.values(session, { lab, chapter })
    attachment.drive()
    typeCommands(terminal, check.solution, values)
    this.#output.message({ type: 'shown', chapter, check: id })
  }

  /** Types what the broker has, and the participant wants to run. Throws TERMINAL_BUSY or NOT_DRIVING. */
  type(channel: number, command: string): void {
    const { terminal, attachment } = this.#require(channel)
    attachment.drive()
    typeCommands(terminal, command, {})
  }

  [Symbol.dispose](): void {
    this.#attempts.clear()
    for (const channel of [...this.#channels.keys()]) this.detach(channel)
  }

  #end(channel: number, known: Channel): void {
    if (this.#channels.get(channel) !== known) return
    this.detach(channel)
    this.#output.message({ type: 'exited', channel })
  }

  #viewer(channel: number): TerminalViewer {
    return {
      onAttached: (info) => this.#output.message({ type: 'attached', channel, ...info }),
      onOutput: (bytes) => this.#output.frame(encodeFrame(channel, bytes)),
      onInputArrived: (offset) => this.#output.message({ type: 'input-ack', channel, offset }),
      onPresence: (presence) => this.#output.message({ type: 'presence', channel, ...presence }),
      onExited: () => {
        this.#channels.delete(channel)
        this.#output.message({ type: 'exited', channel })
      },
    }
  }

  #require(channel: number): Channel {
    const known = this.#channels.get(channel)
    if (!known) throw new LabError('CHANNEL_UNKNOWN')
    return known
  }
}
