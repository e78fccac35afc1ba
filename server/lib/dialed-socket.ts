import { Duplex } from 'node:stream'

/** An instance answers an exec within a fraction of this; beyond it the lab engine hangs. */
const DIAL_TIMEOUT_MS = 10_000

/**
 * The connection that `dial` makes, there at once: what is written waits until it is made. So `http.Agent` counts
 * it from the start. Has what `http.Agent` asks of a socket.
 */
export class DialedSocket extends Duplex {
  /** Read by `http.Agent`: the idle time-out that is set. */
  timeout = 0
  readonly #dial: () => Promise<Duplex>
  #connection: Duplex | undefined
  #idleTimer: NodeJS.Timeout | undefined

  constructor(dial: () => Promise<Duplex>) {
    super({ allowHalfOpen: false })
    this.#dial = dial
  }

  override _construct(done: (error?: Error | null) => void): void {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      done(new Error(`no connection within ${DIAL_TIMEOUT_MS} ms`))
    }, DIAL_TIMEOUT_MS)
    this.#dial().then(
      (connection) => {
        clearTimeout(timer)
        // Whoever dials hears of errors through `close`; this listener keeps late ones from ending the process.
        if (isLate) return connection.on('error', () => undefined).destroy()
        this.#carry(connection)
        done()
      },
      (error: Error) => {
        clearTimeout(timer)
        if (!isLate) done(error)
      },
    )
  }

  #carry(connection: Duplex): void {
    this.#connection = connection
    connection.on('error', (error) => this.destroy(error))
    connection.on('close', () => {
      if (!connection.readableEnded) this.destroy()
    })
    connection.on('data', (chunk: Buffer) => {
      this.#idleTimer?.refresh()
      if (!this.push(chunk)) connection.pause()
    })
    connection.on('end', () => this.push(null))
  }

  override _read(): void {
    this.#connection?.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#idleTimer?.refresh()
    this.#connection!.write(chunk, encoding, done)
  }

  override _final(done: () => void): void {
    this.#connection!.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#stopTimer()
    this.#connection?.destroy()
    done(error)
  }

  /** As of `net.Socket`: emits `timeout` when nothing has passed for so long; 0 turns it off. */
  setTimeout(idleMs: number, onTimeout?: () => void): this {
    this.#stopTimer()
    this.timeout = idleMs
    if (onTimeout && idleMs > 0) this.once('timeout', onTimeout)
    if (onTimeout && idleMs === 0) this.removeListener('timeout', onTimeout)
    if (idleMs > 0 && !this.destroyed) {
      this.#idleTimer = setTimeout(() => this.emit('timeout'), idleMs).unref()
    }
    return this
  }

  #stopTimer(): void {
    clearTimeout(this.#idleTimer)
    this.#idleTimer = undefined
  }

  // http.Agent calls these; such a connection has no options of this kind.
  setKeepAlive(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}
