import type { Duplex } from 'node:stream'
import type { TerminalSize } from '../domain/terminal-size.ts'
import { LabError } from '../protocol/errors.ts'
import type { TerminalRequest, TerminalStream } from '../ports/provisioner.ts'
import { encodeHolderFrame, HolderFrameReader, ImpossibleFrame, type HolderFrame } from './holder-frames.ts'
import { Demultiplexer } from './stdio-frames.ts'

/** The holder is there before the inner Engine is; it answers within milliseconds. */
const HELLO_MS = 10_000
/** Output that may be on its way here: little, as all of it comes before the effect of a Ctrl-C. */
const WINDOW_BYTES = 256 * 1024
/** Input that may be on its way to the terminal; the holder reports what it has taken in portions of a quarter. */
const INPUT_WINDOW_BYTES = 64 * 1024
/** One frame of input: a keystroke on another terminal is not stuck behind it for long. */
const MAX_INPUT_BYTES = 16 * 1024

/** A connection to the holder of an instance's shells, over the multiplexed stream of an exec. */
export class HolderStream implements TerminalStream {
  readonly #socket: Duplex
  readonly #hello = Promise.withResolvers<void>()
  id = ''
  from = 0
  liveFrom = 0
  #received = 0
  #granted = 0
  #isPaused = false
  readonly #unsent: Uint8Array[] = []
  #unsentBytes = 0
  #inputSent = 0
  #inputTaken = 0
  #onDrained: (() => void)[] = []
  /** Nothing comes before somebody listens: it is granted then. */
  #onData: ((bytes: Uint8Array) => void) | undefined
  #onEnd: (reason: 'shell-exited' | 'lost') => void = () => undefined
  #end: 'shell-exited' | 'lost' | undefined
  #isDisposed = false

  constructor(socket: Duplex) {
    this.#socket = socket
    const reader = new HolderFrameReader((frame) => this.#receive(frame))
    const output = new Demultiplexer(['stdout'], (bytes) => reader.push(bytes))
    socket.on('data', (chunk: Buffer) => {
      try {
        output.push(chunk)
      } catch (error) {
        if (!(error instanceof ImpossibleFrame)) throw error
        socket.destroy()
      }
    })
    // An error is always followed by `close`; without a listener it would end the broker.
    socket.on('error', () => undefined)
    socket.once('close', () => this.#ended('lost'))
  }

  async open({ number, size, from }: TerminalRequest): Promise<void> {
    this.#socket.write(encodeHolderFrame.open({ terminal: number, ...size, ...(from && { from }) }))
    const late = setTimeout(() => this.#socket.destroy(), HELLO_MS)
    await this.#hello.promise.finally(() => clearTimeout(late))
  }

  write(bytes: Uint8Array): void {
    if (this.#end) return
    this.#unsent.push(bytes)
    this.#unsentBytes += bytes.length
    this.#sendInput()
  }

  get backlogBytes(): number {
    return this.#unsentBytes
  }

  async drained(): Promise<void> {
    if (this.#unsentBytes === 0 || this.#end) return
    await new Promise<void>((resolve) => this.#onDrained.push(resolve))
  }

  resize(size: TerminalSize): void {
    this.#send(encodeHolderFrame.size(size))
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#grant()
  }

  hangUp(): void {
    this.#send(encodeHolderFrame.hangUp())
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener
    this.#grant()
  }

  onEnd(listener: (reason: 'shell-exited' | 'lost') => void): void {
    this.#onEnd = listener
    if (this.#end && !this.#isDisposed) queueMicrotask(() => listener(this.#end!))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true
    this.#socket.destroy()
  }

  /**
   * Throws ImpossibleFrame when the holder says more than it may. A participant can take its place, but what comes then is no more
   * than was granted: a broker that floods would hurt the other participants.
   */
  #receive(frame: HolderFrame): void {
    if (this.#isDisposed) return
    switch (frame.type) {
      case 'hello':
        if (this.id !== '') throw new ImpossibleFrame('a second hello')
        this.id = frame.stream
        this.from = this.#received = this.#granted = frame.offset
        this.liveFrom = frame.end
        return this.#hello.resolve()
      case 'output':
        this.#received += frame.bytes.length
        if (this.#received > this.#granted) throw new ImpossibleFrame('more output than was granted')
        this.#onData?.(frame.bytes)
        return this.#grant()
      case 'input-taken':
        if (frame.offset <= this.#inputTaken || frame.offset > this.#inputSent) {
          throw new ImpossibleFrame('other input was taken than was sent')
        }
        this.#inputTaken = frame.offset
        return this.#sendInput()
      case 'exited':
        this.#ended('shell-exited')
        this.#socket.destroy()
    }
  }

  /** In portions: a message for each chunk would cost more than it is worth. */
  #grant(): void {
    const wanted = this.#received + WINDOW_BYTES
    if (this.#isPaused || !this.#onData || wanted - this.#granted < WINDOW_BYTES / 2) return
    this.#granted = wanted
    this.#send(encodeHolderFrame.granted(wanted))
  }

  #sendInput(): void {
    while (this.#unsent.length > 0 && this.#inputSent - this.#inputTaken < INPUT_WINDOW_BYTES) {
      const [next] = this.#unsent as [Uint8Array]
      const part = next.subarray(0, MAX_INPUT_BYTES)
      if (part.length === next.length) this.#unsent.shift()
      else this.#unsent[0] = next.subarray(part.length)
      this.#unsentBytes -= part.length
      this.#inputSent += part.length
      this.#send(encodeHolderFrame.input(part))
    }
    if (this.#unsentBytes === 0) this.#tellDrained()
  }

  #send(frame: Buffer): void {
    if (!this.#end && !this.#isDisposed) this.#socket.write(frame)
  }

  #tellDrained(): void {
    for (const resolve of this.#onDrained.splice(0)) resolve()
  }

  #ended(reason: 'shell-exited' | 'lost'): void {
    if (this.#end) return
    this.#end = reason
    this.#tellDrained()
    this.#hello.reject(new LabError('INSTANCE_NOT_READY', { detail: 'The instance’s shells do not answer.' }))
    if (!this.#isDisposed) this.#onEnd(reason)
  }
}
