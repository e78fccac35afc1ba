import type { TerminalSize } from '../domain/terminal-size.ts'
import { LabError } from '../protocol/errors.ts'
import { encodeFrame } from '../protocol/frames.ts'
import type { ClientMessage, ServerMessage } from '../protocol/messages.ts'
import type { LiveSession } from '../services/live-session.ts'
import { runBlock } from '../services/run-block.ts'
import type { Attachment, Terminal, TerminalViewer } from '../services/terminal.ts'
import type { ConnectionServices } from './connection.ts'

type Message<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>

interface Channel {
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

  async attach({ channel, instance, cols, rows, resume }: Message<'attach'>): Promise<void> {
    const size = { cols, rows }
    const attempt = Symbol()
    this.#attempts.set(channel, attempt)
    const terminal = await this.#services.terminals.open(this.#session, instance, size)
    // Detached, or attached to something else, in the meantime.
    if (this.#attempts.get(channel) !== attempt) return
    this.detach(channel)
    const attachment = terminal.attach(this.#viewer(channel), resume)
    this.#channels.set(channel, { terminal, attachment })
    await terminal.resize(size)
  }

  /** Idempotent. */
  detach(channel: number): void {
    this.#attempts.delete(channel)
    this.#channels.get(channel)?.attachment[Symbol.dispose]()
    this.#channels.delete(channel)
  }

  /** Answers with the terminal, whose backlog is the caller's to watch. */
  input(channel: number, bytes: Uint8Array): Terminal {
    const { terminal } = this.#require(channel)
    terminal.write(bytes)
    return terminal
  }

  resize(channel: number, size: TerminalSize): Promise<void> {
    return this.#require(channel).terminal.resize(size)
  }

  ack(channel: number, offset: number): void {
    // A late ack for a terminal that has just been detached is no mistake of anybody's.
    const isKnown = this.#channels.get(channel)?.attachment.ackedTo(offset) ?? true
    if (!isKnown) throw new LabError('BAD_MESSAGE', { detail: 'This output has not been sent yet.' })
  }

  run({ channel, lab, chapter, block }: Message<'run'>): void {
    const { username } = this.#session.stored
    runBlock(this.#services.catalog, this.#require(channel).terminal, { lab, chapter, block, username })
    this.#output.message({ type: 'ran', chapter, block })
  }

  [Symbol.dispose](): void {
    this.#attempts.clear()
    for (const channel of [...this.#channels.keys()]) this.detach(channel)
  }

  #viewer(channel: number): TerminalViewer {
    return {
      onAttached: (info) => this.#output.message({ type: 'attached', channel, ...info }),
      onOutput: (bytes) => this.#output.frame(encodeFrame(channel, bytes)),
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
