import type { SessionView } from '../protocol/session.ts'

/** An open session without instances, as its participant sees it. */
export const emptySession: SessionView = {
  username: 'wise-otter-42',
  createdAt: 0,
  expiresAt: 1,
  deadline: 1,
  deadlineOf: 'session',
  extensionMs: 3_600_000,
  hubMode: 'sandbox',
  idleEndsAt: null,
  isLabEngineUp: true,
  maxInstances: 5,
  account: null,
  instances: [],
}
