import type { ChapterProgress, DoneCheck } from '../protocol/checks.ts'
import type { InstanceId } from '../domain/instance.ts'
import type {
  ChapterId,
  ChapterRef,
  CheckId,
  LabId,
  SessionId,
  TerminalNumber,
  VariableName,
} from '../protocol/ids.ts'

/** What must survive a restart of the broker. Calls are synchronous writes to a local file: they are fast. */

export interface StoredSession {
  id: SessionId
  /** SHA-256 of the cookie, hex: a leaked database opens no session. */
  tokenHash: string
  username: string
  /** The part of a preview's host name that nobody can guess. */
  previewKey: string
  createdAt: number
  expiresAt: number
}

export interface SessionStore {
  insert(session: StoredSession): Promise<void>
  open(): Promise<StoredSession[]>
  /** The session's row and progress stay for the instructor until pruned; it no longer opens. */
  close(id: SessionId, closedAt: number, reason: string): Promise<void>
}

export interface ProgressEntry {
  sessionId: SessionId
  lab: LabId
  chapter: ChapterId
  check: CheckId
}

export interface ProgressStore {
  /** Idempotent. */
  markDone(entry: ProgressEntry, doneAt: number): Promise<void>
  /** For a `level` check that is no longer true. Idempotent. */
  unmark(entry: ProgressEntry): Promise<void>
  bySession(sessionId: SessionId): Promise<ChapterProgress[]>
  /** Every done check with its time, the first one first. */
  history(sessionId: SessionId): Promise<DoneCheck[]>
}

export interface StoredTerminal {
  instanceId: InstanceId
  number: TerminalNumber
  name: string | null
}

/** Terminals that were opened beside an instance's first, and names of all. */
export interface TerminalStore {
  /** Adds it, or changes its name. */
  set(sessionId: SessionId, terminal: StoredTerminal): Promise<void>
  /** Idempotent. */
  remove(sessionId: SessionId, instanceId: InstanceId, number: TerminalNumber): Promise<void>
  /** Those of instances that are gone, too: an instance's id is never used again. */
  bySession(sessionId: SessionId): Promise<StoredTerminal[]>
}

/** Values of chapters' variables that were found or typed in a session. */
export interface VariableStore {
  /** Replaces an earlier value. */
  set(sessionId: SessionId, ref: ChapterRef, variable: { name: VariableName; value: string }): Promise<void>
  byChapter(sessionId: SessionId, ref: ChapterRef): Promise<Record<string, string>>
}
