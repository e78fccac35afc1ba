import { CLOSING_SENTENCES } from '../../server/protocol/describe-event.ts'
import type { SessionApi } from './session-api.ts'

const UNKNOWN_REASON = 'It is no longer there.'

/** Why the session of this browser ended. Null: the server knows of none, or does not answer. */
export async function readEndReason(api: Pick<SessionApi, 'sessionEnd'>): Promise<string | null> {
  const end = await api.sessionEnd().catch(() => null)
  return end && (end.by === null ? UNKNOWN_REASON : CLOSING_SENTENCES[end.by])
}
