import type { TerminalStream } from '../ports/provisioner.ts'

const PATIENCE_MS = 30_000

/** What a terminal prints from now on: a test types, and waits for what that leads to. */
export class TerminalOutput {
  readonly stream: TerminalStream
  readonly ended: Promise<'shell-exited' | 'lost'>
  text = ''
  /** Offset in the shell's output up to which all has come. */
  offset: number
  /** Where in `text` the next expected words are looked for. */
  #unread = 0
  #wake: () => void = () => undefined

  constructor(stream: TerminalStream) {
    this.stream = stream
    this.offset = stream.from
    const decoder = new TextDecoder()
    stream.onData((bytes) => {
      const old = Math.min(bytes.length, Math.max(0, stream.liveFrom - this.offset))
      this.offset += bytes.length
      this.text += decoder.decode(bytes.subarray(old), { stream: true })
      this.#wake()
    })
    const { promise, resolve } = Promise.withResolvers<'shell-exited' | 'lost'>()
    this.ended = promise
    stream.onEnd((reason) => {
      resolve(reason)
      this.#wake()
    })
  }

  type(keys: string): void {
    this.stream.write(Buffer.from(keys))
  }

  /** Waits for the text, and answers with what came since the last call, the text included. */
  async until(expected: string): Promise<string> {
    const begin = this.#unread
    let at = -1
    await this.#when(`"${expected}"`, () => (at = this.text.indexOf(expected, begin)) >= 0)
    this.#unread = at + expected.length
    return this.text.slice(begin, this.#unread)
  }

  /** Waits until all output before the offset has come. */
  async untilOffset(offset: number): Promise<void> {
    await this.#when(`offset ${offset}`, () => this.offset >= offset)
  }

  async #when(what: string, isThere: () => boolean): Promise<void> {
    const late = AbortSignal.timeout(PATIENCE_MS)
    late.addEventListener('abort', () => this.#wake())
    while (!isThere()) {
      if (late.aborted)
        throw new Error(`no ${what} within ${PATIENCE_MS} ms:\n${this.text.slice(this.#unread)}`)
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
