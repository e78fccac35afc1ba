import type { Duplex } from 'node:stream'
import type { Instance } from '../domain/instance.ts'
import { DialAgent } from '../lib/dial-agent.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'

/** Connections that the pages of one port may hold open; more requests wait their turn. */
const MAX_PER_PORT = 8
/**
 * Of all ports of a session, WebSockets included: each is a process in an instance and a connection to the lab
 * engine. Some eight busy pages; a script that opens more gains nothing.
 */
export const MAX_PREVIEW_CONNECTIONS = 64
/** Idle connections are kept for the next request of the page: each costs an exec to open. */
const IDLE_MS = 20_000

/** The connections that previews of one session have open. */
export class PreviewConnections {
  readonly #access: InstanceAccess
  readonly #agents = new Map<string, DialAgent>()
  readonly #open = new Set<Duplex>()
  #dialing = 0

  constructor(access: InstanceAccess) {
    this.#access = access
  }

  agentFor(instance: Instance, port: number): DialAgent {
    const key = `${instance.id}:${port}`
    const known = this.#agents.get(key)
    if (known) return known
    const agent = new DialAgent(() => this.#dial(key, instance, port), {
      keepAlive: true,
      maxSockets: MAX_PER_PORT,
      timeout: IDLE_MS,
    })
    this.#agents.set(key, agent)
    return agent
  }

  async #dial(key: string, instance: Instance, port: number): Promise<Duplex> {
    if (this.#count() >= MAX_PREVIEW_CONNECTIONS) this.#closeIdle()
    if (this.#count() >= MAX_PREVIEW_CONNECTIONS) {
      throw new LabError('PREVIEW_UNREACHABLE', {
        detail:
          'Too many connections to ports of this session are open. Close some of their tabs and reload.',
      })
    }
    this.#dialing++
    try {
      const connection = await this.#access.dialPort(instance.id, port)
      this.#open.add(connection)
      connection.once('close', () => {
        this.#open.delete(connection)
        this.#forgetUnused(key)
      })
      return connection
    } finally {
      this.#dialing--
    }
  }

  /** What is destroyed counts no more, although its `close` is yet to come. */
  #count(): number {
    return this.#dialing + [...this.#open].filter(({ destroyed }) => !destroyed).length
  }

  #closeIdle(): void {
    const idle = [...this.#agents.values()].flatMap((agent) => Object.values(agent.freeSockets).flat())
    idle[0]?.destroy()
  }

  /** So that somebody who tries every port leaves nothing behind. */
  #forgetUnused(key: string): void {
    const agent = this.#agents.get(key)
    if (!agent) return
    const inUse = { ...agent.sockets, ...agent.freeSockets, ...agent.requests }
    if (Object.keys(inUse).length === 0) this.#agents.delete(key)
  }
}
