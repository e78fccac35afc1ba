/** More at once is a paste or a block, whose answer is a command's. */
const MAX_TYPED_BYTES = 8
/** What comes later is not the echo: the program in the foreground shows nothing of what is typed. */
const MAX_ECHO_MS = 5_000

/** Measures how long a terminal takes from a key to the next output. Knows neither the key nor the output. */
export class EchoMeter {
  readonly #onEcho: (ms: number) => void
  #typedAtMs: number | undefined

  constructor(onEcho: (ms: number) => void) {
    this.#onEcho = onEcho
  }

  typed(byteCount: number): void {
    if (byteCount <= MAX_TYPED_BYTES) this.#typedAtMs ??= performance.now()
  }

  printed(): void {
    if (this.#typedAtMs === undefined) return
    const ms = performance.now() - this.#typedAtMs
    this.#typedAtMs = undefined
    if (ms <= MAX_ECHO_MS) this.#onEcho(ms)
  }
}
