import { setTimeout as delay } from 'node:timers/promises'
import { sessionViewSchema, type InstanceView, type SessionView } from '../protocol/session.ts'

/** Across processes there is nothing to wait on: it asks as a page without a socket would. */
const POLL_MS = 50
const RETRY_MS = 500

/** A participant without a browser: a cookie, and the HTTP API of whichever broker runs. */
export class BrokerClient {
  url: string
  cookie = ''

  constructor(url: string) {
    this.url = url
  }

  /** With a session and its first instance, which is ready. */
  static async withInstance(url: string): Promise<BrokerClient> {
    const client = new BrokerClient(url)
    await client.open()
    const added = await client.send('POST', '/session/instances')
    if (!added.ok) throw new Error(`no instance: ${added.status} ${await added.text()}`)
    await client.instance('node1', 'ready')
    return client
  }

  async send(method: string, path: string): Promise<Response> {
    return fetch(`${this.url}/api${path}`, {
      method,
      ...(method === 'POST' && { body: '{}' }),
      headers: { cookie: this.cookie, ...(method === 'POST' && { 'content-type': 'application/json' }) },
    })
  }

  /** Asks again for as long as the lab engine cannot be used. */
  async sendOnceUp(method: string, path: string): Promise<Response> {
    for (;;) {
      const answer = await this.send(method, path)
      if (answer.status !== 503) return answer
      // As often as a person clicks: more would be refused.
      await delay(RETRY_MS)
    }
  }

  async open(): Promise<Response> {
    const answer = await this.send('POST', '/session')
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie
    return answer
  }

  /** Null: there is none. */
  async session(): Promise<SessionView | null> {
    const answer = await this.send('GET', '/session')
    if (answer.status === 404) return null
    if (!answer.ok) throw new Error(`the session cannot be read: ${answer.status} ${await answer.text()}`)
    return sessionViewSchema.parse(await answer.json())
  }

  /** Resolves with the first view that satisfies the condition. */
  async until(condition: (session: SessionView) => boolean): Promise<SessionView> {
    for (;;) {
      const session = await this.session()
      if (session && condition(session)) return session
      await delay(POLL_MS)
    }
  }

  /** Rejects when it has failed, unless that is what is waited for. */
  async instance(name: string, status: InstanceView['status']): Promise<InstanceView> {
    const is = (view: InstanceView): boolean =>
      view.name === name && (view.status === status || view.status === 'failed')
    const { instances } = await this.until((session) => session.instances.some(is))
    const found = instances.find(is)!
    if (found.status === 'failed' && status !== 'failed') throw new Error(found.message)
    return found
  }
}
