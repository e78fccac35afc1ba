import type { InstanceState } from '../domain/instance.ts'
import { previewHost } from '../domain/preview-host.ts'
import type { InstanceView, SessionView } from '../protocol/session.ts'
import type { LiveSession } from './live-session.ts'

export interface ViewSettings {
  maxInstances: number
  /** Scheme and port that previews share with the page. */
  publicUrl: URL
  previewDomain: string
}

/** What the participant's browser may know of the session. */
export function viewSession({ stored, instances }: LiveSession, settings: ViewSettings): SessionView {
  return {
    username: stored.username,
    createdAt: stored.createdAt,
    expiresAt: stored.expiresAt,
    maxInstances: settings.maxInstances,
    instances: [...instances.values()].map((state) => viewInstance(state, stored.previewKey, settings)),
  }
}

export function viewInstance(state: InstanceState, previewKey: string, settings: ViewSettings): InstanceView {
  if (state.status !== 'ready') return state
  const { name, instance, usage, isEngineUp } = state
  const ports = state.ports.map(({ port, container }) => {
    const url = new URL(settings.publicUrl)
    url.hostname = previewHost({ port, instance: name, key: previewKey }, settings.previewDomain)
    return { port, container, url: url.href }
  })
  return { name, status: 'ready', ip: instance.ip, startedAt: instance.startedAt, ports, usage, isEngineUp }
}
