import type { InstanceState } from '../domain/instance.ts'
import { previewHost, previewParent, type PreviewTarget } from '../domain/preview-host.ts'
import type { InstanceView, SessionView } from '../protocol/session.ts'
import type { HubAccounts } from './hub-accounts.ts'
import type { LiveSession } from './live-session.ts'

export interface ViewSettings {
  maxInstances: number
  /** How much time a participant can add at once. */
  extensionMs: number
  /** Scheme and port that previews share with the page. */
  publicUrl: URL
  previewDomain: string
  isLabEngineUp: () => boolean
  hubAccounts: HubAccounts
}

/** What the participant's browser may know of the session. */
export function viewSession(session: LiveSession, settings: ViewSettings): SessionView {
  const { stored, instances } = session
  const { previewKey, createdAt: openedAt } = stored
  const about = { previewKey, openedAt, terminals: session.terminals.bind(session) }
  return {
    username: stored.username,
    createdAt: stored.createdAt,
    expiresAt: session.endsAt,
    deadline: session.latestEnd,
    deadlineOf: session.workshopEndsAt < stored.deadline ? 'workshop' : 'session',
    extensionMs: settings.extensionMs,
    idleEndsAt: session.idleEndsAt,
    maxInstances: stored.maxInstances ?? settings.maxInstances,
    isLabEngineUp: settings.isLabEngineUp(),
    hubMode: stored.hubMode,
    account: settings.hubAccounts.of(stored),
    instances: [...instances.values()].map((state) => viewInstance(state, about, settings)),
  }
}

export function viewInstance(
  state: InstanceState,
  {
    previewKey,
    openedAt,
    terminals,
  }: { previewKey: string; openedAt: number; terminals: LiveSession['terminals'] },
  settings: ViewSettings,
): InstanceView {
  if (state.status !== 'ready') return state
  const { name, instance, usage, walls, isEngineUp } = state
  const ports = state.ports.flatMap(({ port, container }) => {
    const url = previewUrl({ port, instance: name, key: previewKey }, settings)
    return url ? [{ port, container, url: url.href }] : []
  })
  const { id, ip } = instance
  // It may have been prepared before it was anybody's.
  const startedAt = Math.max(instance.startedAt, openedAt)
  return { name, status: 'ready', ip, startedAt, ports, terminals: terminals(id), usage, walls, isEngineUp }
}

/** `undefined` when the preview domain cannot have sub-domains, as an IP address: then there is nothing to link to. */
function previewUrl(target: PreviewTarget, { publicUrl, previewDomain }: ViewSettings): URL | undefined {
  const url = new URL(publicUrl)
  // An impossible host name leaves the URL as it was, which would lead to the lab's own page.
  url.hostname = previewHost(target, previewParent(previewDomain))
  return url.hostname === publicUrl.hostname ? undefined : url
}
