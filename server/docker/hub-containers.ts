import type { HubMode } from '../protocol/hub-mode.ts'

/** Containers of the lab engine that sessions reach: the sandbox Hub, and the pull-through cache of live sessions. */
export const HUB_CONTAINERS = {
  sandbox: 'drydock-hub',
  live: 'drydock-mirror',
} as const satisfies Record<HubMode, string>
