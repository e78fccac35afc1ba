import type { TerminalRef } from '../../server/protocol/ids.ts'
import { AckCounter } from '../../server/protocol/ack-counter.ts'
import { ACK_BYTES, MAX_CLIENT_FRAME_BYTES } from '../../server/protocol/limits.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import { SentInput } from './sent-input.ts'
import { isTerminalAnswer } from './terminal-answer.ts'

/** What shows the output of a shell; xterm in the page, a fake in tests. */
export interface TerminalScreen {
  /** What fits into its place on the page. */
  readonly size: { cols: number; rows: number }
  /** `onParsed` is called when the bytes have had their effect. Bytes are parsed in the order of the calls. */
  write(bytes: Uint8Array, onParsed: () => void): void
  /** Clears everything, after what has been written so far. */
  reset(onDone: () => void): void
  /** A line of ours, not of the shell. */
  announce(line: string): void
  /** Keys are ignored while the shell cannot hear them. */
  setInputAllowed(isAllowed: boolean): void
  /** From `true` until `false`, what is written was printed long ago. */
  setReplaying(isReplaying: boolean): void
  /** The size that the terminal has in another tab, which is to be shown here; null: the one that fits. */
  setSize(size: { cols: number; rows: number } | null): void
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

export type Presence = Omit<Extract<ServerMessage, { type: 'presence' }>, 'type' | 'channel'>

type Attached = Extract<ServerMessage, { type: 'attached' }>

/** One byte of a frame is the channel. */
const MAX_INPUT_BYTES = MAX_CLIENT_FRAME_BYTES - 1

export interface TerminalListener {
  onStatus(status: TerminalStatus): void
  onPresence(presence: Presence): void
}

/**
 * One terminal of this tab: follows the offsets of a shell's output, so that after a break it goes on where it
 * stopped. Lives as long as its screen, whose content is what the offsets stand for.
 */
export class TerminalChannel {
  readonly channel: number
  /** Null: the one that is presented to the class, which is only watched. */
  readonly #ref: TerminalRef | null
  readonly #screen: TerminalScreen
  readonly #transport: ChannelTransport
  readonly #listener: TerminalListener
  readonly #input = new SentInput()
  #status: TerminalStatus = { status: 'detached' }
  #stream: string | undefined
  /** End of the output that the screen was given. */
  #received = 0
  #acks = new AckCounter(ACK_BYTES)
  #liveFrom = 0
  #pendingResets = 0
  /** Somebody else's terminal answers what programs ask. */
  #isDriving = true

  constructor(options: {
    channel: number
    ref: TerminalRef | null
    screen: TerminalScreen
    transport: ChannelTransport
    listener: TerminalListener
  }) {
    this.channel = options.channel
    this.#ref = options.ref
    this.#screen = options.screen
    this.#transport = options.transport
    this.#listener = options.listener
    this.#screen.setInputAllowed(false)
  }

  get isAttached(): boolean {
    return this.#status.status === 'attached'
  }

  /** Attaches, or attaches again. Does nothing while there is no connection. */
  attach(): void {
    if (!this.#transport.isOpen) return
    const { cols, rows } = this.#screen.size
    const place = { channel: this.channel, cols, rows, input: this.#input.id }
    this.#setStatus({ status: 'attaching' })
    if (this.#ref === null) return this.#transport.send({ type: 'follow', ...place })
    this.#transport.send({
      type: 'attach',
      ...place,
      ...this.#ref,
      role: 'drive',
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

  attached({ stream, from, liveFrom, isReset, screen, inputOffset }: Attached): void {
    if (isReset) this.#reset(screen)
    const isContinued = !isReset && stream === this.#stream && from === this.#received
    if (!isContinued) this.#acks = new AckCounter(ACK_BYTES, from)
    this.#stream = stream
    this.#received = from
    this.#liveFrom = liveFrom
    this.#screen.setReplaying(this.#isReplaying)
    this.#setStatus({ status: 'attached' })
    for (const bytes of this.#input.resume(inputOffset)) this.#sendFrames(bytes)
  }

  output(bytes: Uint8Array): void {
    const replayBytes = Math.min(bytes.length, Math.max(0, this.#liveFrom - this.#received))
    // Cut where the replay ends, so that no answer to live output is taken for one to old output.
    if (replayBytes > 0) this.#write(bytes.subarray(0, replayBytes))
    if (replayBytes < bytes.length) this.#write(bytes.subarray(replayBytes))
  }

  inputArrived(offset: number): void {
    this.#input.arrived(offset)
  }

  presence({ viewers, isDriving, cols, rows }: Presence): void {
    this.#isDriving = isDriving
    this.#screen.setSize(isDriving ? null : { cols, rows })
    this.#listener.onPresence({ viewers, isDriving, cols, rows })
  }

  exited(): void {
    this.#stream = undefined
    this.#setStatus({ status: 'exited' })
    this.#screen.announce(this.#ref === null ? 'shell ended' : 'shell ended – press Enter for a new one')
  }

  failed(message: string): void {
    if (this.#status.status !== 'attached') this.#setStatus({ status: 'failed', message })
  }

  /** What was typed or pasted, and what the terminal itself answers to queries in the output. */
  input(text: string): void {
    if (this.#ref === null) return
    if (this.#status.status === 'exited') {
      if (text === '\r') this.attach()
      return
    }
    if ((this.#isReplaying || !this.#isDriving) && isTerminalAnswer(text)) return
    this.#type(new TextEncoder().encode(text))
  }

  /** Mouse reports of the old kind: one byte a character. */
  binaryInput(text: string): void {
    this.#type(Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff))
  }

  /** The place on the page has another size. */
  resized(): void {
    if (!this.isAttached || this.#ref === null) return
    const { cols, rows } = this.#screen.size
    this.#transport.send({ type: 'resize', channel: this.channel, cols, rows })
  }

  /** Gives the terminal the size that it has in this tab. */
  drive(): void {
    if (this.isAttached && this.#ref !== null) this.#transport.send({ type: 'drive', channel: this.channel })
  }

  dispose(): void {
    if (this.#status.status !== 'detached') this.#transport.send({ type: 'detach', channel: this.channel })
    this.#status = { status: 'detached' }
  }

  /** The screen answers queries of output that was printed long ago; nobody waits for these answers. */
  get #isReplaying(): boolean {
    return this.#pendingResets > 0 || this.#acks.offset < this.#liveFrom
  }

  /** `screen`: what to show of the time before the output that follows. */
  #reset(screen: string | undefined): void {
    const onDone = (): void => {
      this.#pendingResets--
      this.#screen.setReplaying(this.#isReplaying)
    }
    this.#pendingResets++
    this.#screen.setReplaying(true)
    if (screen === undefined) return this.#screen.reset(onDone)
    this.#screen.reset(() => undefined)
    this.#screen.write(new TextEncoder().encode(screen), onDone)
  }

  #write(bytes: Uint8Array): void {
    this.#received += bytes.length
    // Offsets begin anew with a new stream; what was written before it is not counted in it.
    const acks = this.#acks
    this.#screen.write(bytes, () => {
      const wasReplaying = this.#isReplaying
      const offset = acks.add(bytes.length)
      if (acks !== this.#acks) return
      if (wasReplaying && !this.#isReplaying) this.#screen.setReplaying(false)
      if (offset === undefined || !this.isAttached) return
      this.#transport.send({ type: 'ack', channel: this.channel, offset })
    })
  }

  #type(bytes: Uint8Array): void {
    if (!this.isAttached || this.#ref === null) return
    this.#input.add(bytes)
    this.#sendFrames(bytes)
  }

  #sendFrames(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += MAX_INPUT_BYTES) {
      this.#transport.sendFrame(this.channel, bytes.subarray(from, from + MAX_INPUT_BYTES))
    }
  }

  #setStatus(status: TerminalStatus): void {
    this.#status = status
    const canHear = status.status === 'attached' || status.status === 'exited'
    this.#screen.setInputAllowed(canHear && this.#ref !== null)
    this.#listener.onStatus(status)
  }
}
