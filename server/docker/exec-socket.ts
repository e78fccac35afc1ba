import type Docker from 'dockerode'
import { Duplex } from 'node:stream'
import { openExec } from './exec.ts'
import { StdioFrames } from './stdio-frames.ts'

/**
 * A connection into an instance, carried by an exec of socat: it needs no route to the session's network and
 * can reach nothing but the target.
 */
export class ExecSocket extends Duplex {
  readonly #raw: Duplex
  readonly #payload = new StdioFrames(['stdout'])

  constructor(raw: Duplex) {
    super({ allowHalfOpen: false })
    this.#raw = raw
    raw.on('error', (error) => this.destroy(error))
    // After a proper end there may still be bytes that a slow reader has not taken.
    raw.on('close', () => {
      if (!raw.readableEnded) this.destroy()
    })
    raw.pipe(this.#payload)
    this.#payload.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.#payload.pause()
    })
    this.#payload.on('end', () => this.push(null))
  }

  override _read(): void {
    this.#payload.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#raw.write(chunk, encoding, done)
  }

  override _final(done: () => void): void {
    this.#raw.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#raw.destroy()
    this.#payload.destroy()
    done(error)
  }
}

/**
 * How long socat lets one direction go on after the other has ended. Short: the end of the target, such as an Engine
 * that stops or an answer without a length, is known only then. Nothing of ours ends its own direction first.
 */
const HALF_CLOSED_SECONDS = '1'

/** An inner Engine that starts makes its socket within a second or two. */
const SOCKET_RETRY = 'retry=1200,interval=0.05'

/** `starting-docker` waits for the inner Engine's socket. */
export type DialTarget = { port: number } | { socket: 'docker' | 'starting-docker' }

export async function dialInstance(
  engine: Docker,
  instanceId: string,
  target: DialTarget,
): Promise<ExecSocket> {
  const command = ['socat', '-t', HALF_CLOSED_SECONDS, '-', socatAddress(target)]
  const { stream } = await openExec(engine, instanceId, { command })
  return new ExecSocket(stream)
}

function socatAddress(target: DialTarget): string {
  if ('port' in target) return `TCP:127.0.0.1:${target.port}`
  const address = 'UNIX-CONNECT:/var/run/docker.sock'
  return target.socket === 'docker' ? address : `${address},${SOCKET_RETRY}`
}
