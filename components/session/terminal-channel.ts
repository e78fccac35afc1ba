import type { InstanceName } from '../../server/protocol/ids.ts'
import { MAX_CLIENT_FRAME_BYTES } from '../../server/protocol/limits.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import { AckCounter } from './ack-counter.ts'
import { isTerminalAnswer } from './terminal-answer.ts'

/** What shows the output of a shell; xterm in the page, a fake in tests. */
export interface TerminalScreen {
  readonly size: { cols: number; rows: number }
  /** `onParsed` is called when the bytes have had their effect. Bytes are parsed in the order of the calls. */
  write(bytes: Uint8Array, onParsed: () => void): void
  /** Clears everything, after what has been written so far. */
  reset(onDone: () => void): void
  /** A line of ours, not of the shell. */
  announce(line: string): void
  /** Keys are ignored while the shell cannot hear them. */
  setInputAllowed(isAllowed: boolean): void
}

export interface ChannelTransport {
  readonly isOpen: boolean
  send(message: ClientMessage): void
  sendFrame(channel: number, bytes: Uint8Array): void
}

export type TerminalStatus =
  | { status: 'detached' }
  | { status: 'attaching' }
  | { status: 'attached' }
  | { status: 'exited' }
  | { status: 'failed'; message: string }

type Attached = Extract<ServerMessage, { type: 'attached' }>

/** One byte of a frame is the channel. */
const MAX_INPUT_BYTES = MAX_CLIENT_FRAME_BYTES - 1

/**
 * One terminal of this tab: follows the offsets of a shell's output, so that after a break it goes on where it
 * stopped. Lives as long as its screen, whose content is what the offsets stand for.
 */
export class TerminalChannel {
  readonly #channel: number
  readonly #instance: InstanceName
  readonly #screen: TerminalScreen
  readonly #transport: ChannelTransport
  readonly #onStatus: (status: TerminalStatus) => void
  #status: TerminalStatus = { status: 'detached' }
  #stream: string | undefined
  /** End of the output that the screen was given. */
  #received = 0
  #acks = new AckCounter(0)
  #liveFrom = 0
  #pendingResets = 0

  constructor(options: {
    channel: number
    instance: InstanceName
    screen: TerminalScreen
    transport: ChannelTransport
    onStatus: (status: TerminalStatus) => void
  }) {
    this.#channel = options.channel
    this.#instance = options.instance
    this.#screen = options.screen
    this.#transport = options.transport
    this.#onStatus = options.onStatus
    this.#screen.setInputAllowed(false)
  }

  get channel(): number {
    return this.#channel
  }

  get isAttached(): boolean {
    return this.#status.status === 'attached'
  }

  /** Attaches, or attaches again. Does nothing while there is no connection. */
  attach(): void {
    if (!this.#transport.isOpen) return
    const { cols, rows } = this.#screen.size
    this.#setStatus({ status: 'attaching' })
    this.#transport.send({
      type: 'attach',
      channel: this.#channel,
      instance: this.#instance,
      cols,
      rows,
      ...(this.#stream !== undefined && { resume: { stream: this.#stream, offset: this.#received } }),
    })
  }

  connectionLost(): void {
    if (this.#status.status !== 'exited') this.#setStatus({ status: 'detached' })
  }

  connectionOpened(): void {
    // An ended shell is started again by the participant, not by the network.
    if (this.#status.status !== 'exited') this.attach()
  }

  attached({ stream, from, liveFrom, isReset }: Attached): void {
    if (isReset) {
      this.#pendingResets++
      this.#screen.reset(() => void this.#pendingResets--)
    }
    if (isReset || stream !== this.#stream || from !== this.#received) this.#acks = new AckCounter(from)
    this.#stream = stream
    this.#received = from
    this.#liveFrom = liveFrom
    this.#setStatus({ status: 'attached' })
  }

  output(bytes: Uint8Array): void {
    const replayBytes = Math.min(bytes.length, Math.max(0, this.#liveFrom - this.#received))
    // Cut where the replay ends, so that no answer to live output is taken for one to old output.
    if (replayBytes > 0) this.#write(bytes.subarray(0, replayBytes))
    if (replayBytes < bytes.length) this.#write(bytes.subarray(replayBytes))
  }

  exited(): void {
    this.#stream = undefined
    this.#setStatus({ status: 'exited' })
    this.#screen.announce('shell ended – press Enter for a new one')
  }

  failed(message: string): void {
    if (this.#status.status !== 'attached') this.#setStatus({ status: 'failed', message })
  }

  /** What was typed or pasted, and what the terminal itself answers to queries in the output. */
  input(text: string): void {
    if (this.#status.status === 'exited') {
      if (text === '\r') this.attach()
      return
    }
    if (!this.isAttached || (this.#isReplaying && isTerminalAnswer(text))) return
    this.#send(new TextEncoder().encode(text))
  }

  /** Mouse reports of the old kind: one byte a character. */
  binaryInput(text: string): void {
    if (!this.isAttached) return
    this.#send(Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff))
  }

  resized(): void {
    if (!this.isAttached) return
    const { cols, rows } = this.#screen.size
    this.#transport.send({ type: 'resize', channel: this.#channel, cols, rows })
  }

  dispose(): void {
    if (this.#status.status !== 'detached') this.#transport.send({ type: 'detach', channel: this.#channel })
    this.#status = { status: 'detached' }
  }

  /** The screen answers queries of output that was printed long ago; nobody waits for these answers. */
  get #isReplaying(): boolean {
    return this.#pendingResets > 0 || this.#acks.parsed < this.#liveFrom
  }

  #write(bytes: Uint8Array): void {
    this.#received += bytes.length
    // Offsets begin anew with a new stream; what was written before it is not counted in it.
    const acks = this.#acks
    this.#screen.write(bytes, () => {
      const offset = acks.parsedBytes(bytes.length)
      if (offset === undefined || acks !== this.#acks || !this.isAttached) return
      this.#transport.send({ type: 'ack', channel: this.#channel, offset })
    })
  }

  #send(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += MAX_INPUT_BYTES) {
      this.#transport.sendFrame(this.#channel, bytes.subarray(from, from + MAX_INPUT_BYTES))
    }
  }

  #setStatus(status: TerminalStatus): void {
    this.#status = status
    this.#screen.setInputAllowed(status.status === 'attached' || status.status === 'exited')
    this.#onStatus(status)
  }
}
