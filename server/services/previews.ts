import { parsePreviewHost } from '../domain/preview-host.ts'
import type { Instance } from '../domain/instance.ts'
import { DialAgent } from '../lib/dial-agent.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import type { Sessions } from './sessions.ts'

/** Connections that one browser page may hold open to one port; more wait their turn. */
const MAX_CONNECTIONS = 8
/** Idle connections are kept for the next request of the page: each costs an exec to open. */
const IDLE_MS = 20_000

/** Leads preview host names to ports of instances. */
export class Previews {
  readonly #sessions: Sessions
  readonly #access: InstanceAccess
  readonly #domain: string
  /** By instance, so that its agents go when it goes. */
  readonly #agents = new WeakMap<Instance, Map<number, DialAgent>>()

  constructor({ sessions, access, domain }: { sessions: Sessions; access: InstanceAccess; domain: string }) {
    this.#sessions = sessions
    this.#access = access
    this.#domain = domain
  }

  /** True when the host is below the preview domain, well-formed or not. */
  isPreviewHost(hostname: string): boolean {
    return hostname.endsWith(`.${this.#domain}`) && hostname.includes('--')
  }

  /** Connections to the port that the host names; `undefined` when its key or instance is not known. */
  agentFor(hostname: string): DialAgent | undefined {
    const target = parsePreviewHost(hostname, this.#domain)
    const session = target && this.#sessions.byPreviewKey(target.key)
    const instance = session?.readyInstance(target!.instance)
    return instance && this.#agent(instance, target!.port)
  }

  #agent(instance: Instance, port: number): DialAgent {
    const agents = this.#agents.get(instance) ?? new Map<number, DialAgent>()
    this.#agents.set(instance, agents)
    const known = agents.get(port)
    if (known) return known
    const agent = new DialAgent(() => this.#access.dialPort(instance.id, port), {
      keepAlive: true,
      maxSockets: MAX_CONNECTIONS,
      timeout: IDLE_MS,
    })
    agents.set(port, agent)
    return agent
  }
}
