import { parsePreviewHost, previewParent } from '../domain/preview-host.ts'
import type { DialAgent } from '../lib/dial-agent.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import type { LiveSession } from './live-session.ts'
import { PreviewConnections } from './preview-connections.ts'
import type { Sessions } from './sessions.ts'

/** Leads preview host names to ports of instances. */
export class Previews {
  readonly #sessions: Sessions
  readonly #access: InstanceAccess
  readonly #domain: string
  readonly #connections = new WeakMap<LiveSession, PreviewConnections>()

  constructor({ sessions, access, domain }: { sessions: Sessions; access: InstanceAccess; domain: string }) {
    this.#sessions = sessions
    this.#access = access
    this.#domain = previewParent(domain)
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
    if (!session || !instance) return undefined
    const connections = this.#connections.get(session) ?? new PreviewConnections(this.#access)
    this.#connections.set(session, connections)
    return connections.agentFor(instance, target.port)
  }
}
