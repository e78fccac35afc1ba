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

interface Channel {
  ref: TerminalRef
  terminal: Terminal
  attachment: Attachment
}

/** Sends to the tab. */
export interface ChannelOutput {
  message(message: ServerMessage): void
  frame(bytes: Uint8Array): void
}

/** The terminals that one tab has attached, by the tab's own numbers. */
export class Channels implements Disposable {
  readonly #session: LiveSession
  readonly #services: ConnectionServices
  readonly #output: ChannelOutput
  readonly #channels = new Map<number, Channel>()
  /** The newest attach of each channel that has not been answered yet. */
  readonly #attempts = new Map<number, symbol>()

  constructor(session: LiveSession, services: ConnectionServices, output: ChannelOutput) {
    this.#session = session
    this.#services = services
    this.#output = output
  }

  async attach({ channel, role, input, resume, ...message }: Message<'attach'>): Promise<void> {
    const ref = { instance: message.instance, terminal: message.terminal }
    const size = { cols: message.cols, rows: message.rows }
    const attempt = Symbol()
    this.#attempts.set(channel, attempt)
    const terminal = await this.#services.terminals.open(this.#session, ref, size)
    // Detached, or attached to something else, in the meantime.
    if (this.#attempts.get(channel) !== attempt) return
    this.detach(channel)
    // Each viewer hears of every other one: a tab is one viewer of a terminal, however often it asks.
    for (const [other, { ref: attached }] of this.#channels)
      if (attached.instance === ref.instance && attached.terminal === ref.terminal) this.detach(other)
    // In their own session people may drive whatever they watch.
    const mayDrive = role === 'drive'
    const attachment = terminal.attach(this.#viewer(channel), { size, mayDrive, input, resume })
    this.#channels.set(channel, { ref, terminal, attachment })
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
  async run({ channel, lab, chapter, block: id }: Message<'run'>): Promise<void> {
    const { terminal, attachment } = this.#require(channel)
    const block = this.#services.catalog.chapter({ lab, chapter }).blocks.get(id)
    if (!block?.isRunnable) throw new LabError('BLOCK_NOT_FOUND')
    const values = await this.#services.variables.values(this.#session, { lab, chapter })
    attachment.drive()
    typeBlock(terminal, block, values)
    this.#output.message({ type: 'ran', chapter, block: id })
  }

  /** Types a check's solution. */
  async show({ channel, lab, chapter, check: id }: Message<'show'>): Promise<void> {
    const { terminal, attachment, ref } = this.#require(channel)
    const check = this.#services.catalog.chapter({ lab, chapter }).checks.get(id)
    if (!check) throw new LabError('CHECK_NOT_FOUND')
    if (check.on !== ref.instance)
      throw new LabError('BAD_MESSAGE', { detail: `This is to be done on ${check.on}.` })
    const values = await this.#services.variables.values(this.#session, { lab, chapter })
    attachment.drive()
    typeCommands(terminal, check.solution, values)
    this.#output.message({ type: 'shown', chapter, check: id })
  }

  [Symbol.dispose](): void {
    this.#attempts.clear()
    for (const channel of [...this.#channels.keys()]) this.detach(channel)
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
