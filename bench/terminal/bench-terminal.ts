/** How often a page that draws at a pace does so. */
const SLICE_MS = 12

/** A terminal that a bench types into and reads from, whatever it is reached by. */
export abstract class BenchTerminal implements AsyncDisposable {
  /** Drawn so far. */
  bytes = 0
  readonly #listeners = new Set<(bytes: Buffer) => void>()
  readonly #waiting: { bytes: Buffer; drawn: () => void }[] = []
  #bytesPerSlice = Number.POSITIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  abstract type(keys: string): void
  abstract [Symbol.asyncDispose](): Promise<void>

  /** From now on it draws no faster, as a page does. */
  drawAt(bytesPerSecond: number): void {
    this.#bytesPerSlice = (bytesPerSecond * SLICE_MS) / 1000
  }

  /** As a page that hangs. */
  stopReading(): void {
    this.#bytesPerSlice = 0
  }

  resumeReading(): void {
    this.#bytesPerSlice = Number.POSITIVE_INFINITY
    this.#drawSlice()
  }

  /** Resolves with the time (performance.now) at which the text was drawn. */
  async drawn(text: string, timeoutMs = 120_000): Promise<number> {
    const wanted = Buffer.from(text)
    let rest = Buffer.alloc(0)
    return this.#until((bytes) => {
      const all = Buffer.concat([rest, bytes])
      rest = all.subarray(Math.max(0, all.length - wanted.length + 1))
      return all.includes(wanted)
    }, timeoutMs)
  }

  /** Resolves when nothing has come for so long. */
  async settled(quietMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, quietMs)
    const listener = (): void => void timer.refresh()
    this.#listeners.add(listener)
    await promise
    this.#listeners.delete(listener)
  }

  /** `drawn` is called when the page would say that it has parsed the bytes. */
  protected arrive(bytes: Buffer, drawn: () => void = () => undefined): void {
    if (this.#bytesPerSlice === Number.POSITIVE_INFINITY && this.#waiting.length === 0)
      return this.#draw(bytes, drawn)
    this.#waiting.push({ bytes, drawn })
    this.#timer ??= setInterval(() => this.#drawSlice(), SLICE_MS)
  }

  #drawSlice(): void {
    let left = this.#bytesPerSlice
    while (left > 0 && this.#waiting.length > 0) {
      const next = this.#waiting[0]!
      const part = next.bytes.subarray(0, left)
      left -= part.length
      next.bytes = next.bytes.subarray(part.length)
      const isWhole = next.bytes.length === 0
      if (isWhole) this.#waiting.shift()
      this.#draw(part, isWhole ? next.drawn : () => undefined)
    }
    if (this.#waiting.length > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #draw(bytes: Buffer, drawn: () => void): void {
    this.bytes += bytes.length
    for (const listener of this.#listeners) listener(bytes)
    drawn()
  }

  #until(isThere: (bytes: Buffer) => boolean, timeoutMs: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const timer = setTimeout(() => reject(new Error(`not drawn within ${timeoutMs} ms`)), timeoutMs)
    const listener = (bytes: Buffer): void => {
      if (isThere(bytes)) resolve(performance.now())
    }
    this.#listeners.add(listener)
    return promise.finally(() => {
      clearTimeout(timer)
      this.#listeners.delete(listener)
    })
  }
}
