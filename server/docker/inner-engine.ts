import { get, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { DialAgent } from '../lib/dial-agent.ts'

/** A healthy inner Engine answers within milliseconds; under a heavy build within a second or two. */
const ANSWER_TIMEOUT_MS = 10_000
/** A running container takes about 2 KiB of the list. */
const MAX_LIST_BYTES = 1024 * 1024

/**
 * A client of the Engine inside an instance. The participant is root there and may put anything behind its socket,
 * so this is not dockerode: that follows redirects (on our own network) and collects answers without limit.
 */
export class InnerEngine {
  readonly #agent: DialAgent

  constructor(dial: () => Promise<Duplex>) {
    this.#agent = new DialAgent(dial)
  }

  /** The stream of events, JSON lines of whatever content. It ends with the Engine; abort to end it earlier. */
  events(signal: AbortSignal): Promise<IncomingMessage> {
    const filters = JSON.stringify({ type: ['container', 'image', 'volume', 'network'] })
    return this.#get(`/events?filters=${encodeURIComponent(filters)}`, signal)
  }

  /** What the Engine tells of its running containers: JSON of whatever shape. */
  containers(signal: AbortSignal): Promise<unknown> {
    return this.#getJson('/containers/json', signal)
  }

  /** What takes how much room: JSON of whatever shape. */
  diskUsage(signal: AbortSignal): Promise<unknown> {
    return this.#getJson('/system/df', signal)
  }

  /** Resolves when it answers: one that starts does when it is ready to work. */
  async ping(signal: AbortSignal): Promise<void> {
    const answer = await this.#get('/_ping', signal)
    answer.destroy()
  }

  async #getJson(path: string, signal: AbortSignal): Promise<unknown> {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)])
    const answer = await this.#get(path, inTime)
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > MAX_LIST_BYTES) throw new Error(`the answer to ${path} exceeds ${MAX_LIST_BYTES} bytes`)
      chunks.push(chunk)
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  }

  #get(path: string, signal: AbortSignal): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const request = get({ agent: this.#agent, host: 'instance', path, signal })
    const timer = setTimeout(() => {
      request.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms`))
    }, ANSWER_TIMEOUT_MS)
    // Stays for the whole connection: an answer may turn into garbage after it has begun.
    request.on('error', reject)
    // An upgrade that nobody asked for ends the request with neither an answer nor an error.
    request.once('close', () => {
      clearTimeout(timer)
      reject(new Error('the connection ended before an answer'))
    })
    request.once('response', (answer) => {
      clearTimeout(timer)
      // Whoever reads it is told; it may break before anybody does.
      answer.on('error', () => undefined)
      if (answer.statusCode === 200) return resolve(answer)
      answer.destroy()
      reject(new Error(`status ${answer.statusCode} instead of 200`))
    })
    return promise
  }
}
