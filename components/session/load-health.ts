import type { StoreApi } from 'zustand/vanilla'
import type { SessionApi } from './session-api.ts'
import type { SessionState } from './session-state.ts'

/** It only adds to what the page says; the session's own requests report a server that is away. */
export async function loadHealth(
  store: StoreApi<SessionState>,
  api: Pick<SessionApi, 'health'>,
): Promise<void> {
  const health = await api.health().catch(() => null)
  if (health) store.setState({ health })
}
