import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { BrokerClient } from '../../server/testing/broker-client.ts'
import type { ChaosLab } from './chaos-lab.ts'

const RETRY_MS = 200
/** Of one wish, with all its attempts: longer than a broker's restart and a hang together on a busy machine. */
const PATIENCE_MS = 240_000
const GONE = [404, 410]

/** One who opens a session, does something with it and leaves, whatever happens to broker and engine meanwhile. */
export class ChaosParticipant {
  readonly #lab: ChaosLab
  readonly #client = new BrokerClient('')
  /** A session that was acknowledged, not closed, and is not there. */
  isLost = false

  constructor(lab: ChaosLab) {
    this.#lab = lab
  }

  async run(): Promise<void> {
    await this.#attempt(async () => (await this.#client.open()).ok)
    await this.#add()
    const scene = randomInt(7)
    if (scene > 0) await this.#untilSettled()
    if (scene === 2) await this.#dropSocket()
    if (scene === 3) await this.#lab.killSomeInstance()
    if (scene === 4) await this.#remove('node1')
    if (scene === 5) {
      await this.#add()
      await delay(randomInt(3_000))
    }
    if (scene === 6) await this.#lab.pushFromSomeInstance()
    // Also in the middle of a create.
    await this.#requireSession()
    await this.#attempt(async () => {
      const { status } = await this.#client.send('DELETE', '/session')
      return status === 204 || GONE.includes(status)
    })
  }

  #add(): Promise<void> {
    return this.#attempt(async () => {
      const { status } = await this.#client.send('POST', '/session/instances')
      if (status === 404) this.isLost = true
      return status === 201 || status === 404 || status === 409
    })
  }

  #remove(name: string): Promise<void> {
    return this.#attempt(async () => {
      const { status } = await this.#client.send('DELETE', `/session/instances/${name}`)
      return status === 204 || status === 404
    })
  }

  /** Neither starting nor being removed, or gone with a broker that was killed. */
  #untilSettled(): Promise<void> {
    return this.#attempt(async () => {
      const session = await this.#client.session()
      return session?.instances.every(({ status }) => status === 'ready' || status === 'failed') ?? true
    })
  }

  async #requireSession(): Promise<void> {
    await this.#attempt(async () => {
      if ((await this.#client.session()) === null) this.isLost = true
      return true
    })
  }

  /** Opens the page's socket and pulls the cable. */
  async #dropSocket(): Promise<void> {
    const { origin } = new URL(this.#client.url)
    const { cookie } = this.#client
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers: { origin, cookie } })
    const { promise, resolve } = Promise.withResolvers<void>()
    socket.on('error', () => resolve())
    socket.once('message', () => resolve())
    await promise
    this.#lab.count('socket dropped')
    socket.terminate()
  }

  /** Until it is done: the broker may be away, or refuse for now. */
  async #attempt(wish: () => Promise<boolean>): Promise<void> {
    const endsAt = performance.now() + PATIENCE_MS
    let last: unknown
    while (performance.now() < endsAt) {
      this.#client.url = await this.#lab.url()
      try {
        if (await wish()) return
      } catch (error) {
        last = error
      }
      await delay(RETRY_MS)
    }
    throw new Error('the lab did not come back', { cause: last })
  }
}
