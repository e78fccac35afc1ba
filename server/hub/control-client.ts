import { request as sendRequest, type IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { sha256Hex } from '../lib/random.ts'
import type { ExpiringHubAccount, Hub, HubObserver } from '../ports/hub.ts'
import { LabError } from '../protocol/errors.ts'
import { hubRepositorySchema, hubSearchAnswerSchema } from '../protocol/hub.ts'
import { hubPushSchema, type AccountRecord, type CatalogRequest } from './control-protocol.ts'

const TIMEOUT_MS = 10_000
/** A collection reads every manifest. */
const COLLECT_TIMEOUT_MS = 10 * 60_000
const RECONNECT_MS = 1_000
/** The Hub says something more often than that. */
const SILENCE_MS = 30_000

const searchSchema = hubSearchAnswerSchema.omit({ mode: true })
const healthSchema = z.object({ catalogKey: z.string(), accounts: z.number() })

/** Talks to the Hub's control socket. */
export class ControlClient implements Hub {
  readonly #socketPath: string
  readonly #owner: string

  /** `owner` tells the accounts of this broker from another's. */
  constructor({ socketPath, owner }: { socketPath: string; owner: string }) {
    this.#socketPath = socketPath
    this.#owner = owner
  }

  async replaceAccounts(accounts: ExpiringHubAccount[]): Promise<void> {
    const query = new URLSearchParams({ owner: this.#owner })
    await this.#call('PUT', `/accounts?${query}`, { accounts: accounts.map(recordOf) })
  }

  async search({ query, username }: Parameters<Hub['search']>[0]): ReturnType<Hub['search']> {
    const parameters = new URLSearchParams({ q: query, ...(username !== undefined && { username }) })
    return searchSchema.parse(await this.#call('GET', `/repositories?${parameters}`))
  }

  async repository({
    host,
    name,
    username,
  }: Parameters<Hub['repository']>[0]): ReturnType<Hub['repository']> {
    const parameters = new URLSearchParams({ host, name, ...(username !== undefined && { username }) })
    const answer = await this.#call('GET', `/repository?${parameters}`)
    return answer === undefined ? undefined : hubRepositorySchema.parse(answer)
  }

  /** Of what the Hub holds; empty before set-up has filled it. */
  async catalogKey(): Promise<string> {
    return healthSchema.parse(await this.#call('GET', '/health')).catalogKey
  }

  async replaceCatalog(request: CatalogRequest): Promise<void> {
    await this.#call('PUT', '/catalog', request)
  }

  async collect(): Promise<void> {
    await this.#call('POST', '/collect', undefined, COLLECT_TIMEOUT_MS)
  }

  follow(observer: HubObserver): Disposable {
    const ending = new AbortController()
    void this.#followUntil(ending.signal, observer)
    return { [Symbol.dispose]: () => ending.abort() }
  }

  async #followUntil(signal: AbortSignal, observer: HubObserver): Promise<void> {
    while (!signal.aborted) {
      try {
        const answer = await this.#send('GET', '/pushes', undefined, SILENCE_MS)
        signal.addEventListener('abort', () => answer.destroy(), { once: true })
        if (signal.aborted) answer.destroy()
        observer.onConnected()
        for await (const line of createInterface({ input: answer })) {
          if (line !== '') observer.onPush(hubPushSchema.parse(JSON.parse(line)))
        }
      } catch {
        // Not there yet, or being replaced: the next turn tells.
      }
      await delay(RECONNECT_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** The answer's JSON; `undefined` for a 404. */
  async #call(method: string, path: string, body?: unknown, timeoutMs = TIMEOUT_MS): Promise<unknown> {
    const answer = await this.#send(method, path, body, timeoutMs)
    const text = await readText(answer)
    if (answer.statusCode === 404) return undefined
    if (answer.statusCode === 200) return JSON.parse(text) as unknown
    throw new LabError('HUB_UNAVAILABLE', {
      cause: new Error(`${method} ${path}: ${answer.statusCode} ${text}`),
    })
  }

  #send(method: string, path: string, body: unknown, timeoutMs: number): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const headers = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }
      const outgoing = sendRequest({
        socketPath: this.#socketPath,
        method,
        path,
        headers,
        timeout: timeoutMs,
      })
      outgoing.once('response', resolve)
      outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)))
      outgoing.once('error', (cause) =>
        reject(new LabError('HUB_UNAVAILABLE', { cause, retryAfterSeconds: 5 })),
      )
      outgoing.end(text)
    })
  }
}

function recordOf({ password, ...account }: ExpiringHubAccount): AccountRecord {
  return { ...account, passwordHash: sha256Hex(password) }
}
