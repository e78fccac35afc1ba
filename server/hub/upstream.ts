import {
  Agent,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http'
import { finished, pipeline } from 'node:stream/promises'
import type { Readable, Transform } from 'node:stream'
import { RegistryError } from './registry-errors.ts'

export interface UpstreamRequest {
  method: string
  /** With its query. */
  path: string
  headers?: OutgoingHttpHeaders
  body?: Buffer
}

/** The real registry, on loopback in the Hub's own container. Bodies are streamed in both directions. */
export class Upstream implements Disposable {
  readonly #port: number
  readonly #agent = new Agent({ keepAlive: true })

  constructor(port: number) {
    this.#port = port
  }

  /** Resolves with the answer's head. Throws UNAVAILABLE when the registry does not answer. */
  send({ method, path, headers, body }: UpstreamRequest): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = this.#open({
        method,
        path,
        headers: { 'content-length': body?.length ?? 0, ...headers },
      })
      outgoing.once('response', resolve)
      outgoing.once('error', (cause) => reject(new RegistryError('UNAVAILABLE', { cause })))
      outgoing.end(body)
    })
  }

  /**
   * Sends `body` through `through`. Rejects when the client or the registry breaks off, or with what `through`
   * throws. `body` itself is left alone, so that its client can still be answered.
   */
  async stream(
    { method, path, headers }: Omit<UpstreamRequest, 'body'>,
    body: Readable,
    through: Transform,
  ): Promise<IncomingMessage> {
    const outgoing = this.#open({ method, path, headers })
    const answered = Promise.withResolvers<IncomingMessage>()
    outgoing.once('response', answered.resolve)
    outgoing.once('error', (cause) => answered.reject(new RegistryError('UNAVAILABLE', { cause })))
    finished(body, { writable: false }).catch((error: Error) => through.destroy(error))
    body.pipe(through)
    const sent = pipeline(through, outgoing).then(() => answered.promise)
    try {
      // The registry may answer before it has read all. Then its word counts.
      return await Promise.race([answered.promise, sent])
    } finally {
      sent.catch(() => undefined)
      answered.promise.catch(() => undefined)
      body.unpipe(through)
      if (!outgoing.writableFinished) through.destroy()
    }
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }

  #open({
    method,
    path,
    headers = {},
  }: {
    method: string
    path: string
    headers?: OutgoingHttpHeaders | undefined
  }) {
    return request({ host: '127.0.0.1', port: this.#port, agent: this.#agent, method, path, headers })
  }
}

/** Reads and drops what nobody wants, so that the connection can be used again. */
export function discard(answer: IncomingMessage): void {
  answer.resume()
}

const FORWARDED = [
  'accept',
  'content-type',
  'content-length',
  'content-range',
  'range',
  'if-none-match',
] as const

/** The client's headers that mean something to the registry; above all not its credentials. */
export function forwardedHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept = FORWARDED.map((name) => [name, headers[name]] as const)
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined))
}
