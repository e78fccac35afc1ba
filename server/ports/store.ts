import type { ChapterProgress, DoneCheck } from '../protocol/checks.ts'
import type { AuditEntry } from '../protocol/audit.ts'
import type { InstanceId } from '../domain/instance.ts'
import type { HubMode } from '../protocol/hub-mode.ts'
import type {
  ChapterId,
  ChapterRef,
  CheckId,
  LabId,
  SessionId,
  TerminalNumber,
  VariableName,
} from '../protocol/ids.ts'
import type { SeatId } from '../protocol/workshop.ts'
import type { TimelineEntry, TimelineEvent } from '../protocol/timeline.ts'

/** What must survive a restart of the broker. Calls are synchronous writes to a local file: they are fast. */

export interface StoredSession {
  id: SessionId
  /** SHA-256 of the cookie, hex: a leaked database opens no session. */
  tokenHash: string
  username: string
  /** The part of a preview's host name that nobody can guess. */
  previewKey: string
  /** Of one that was prepared beforehand: since when it is its participant's. */
  createdAt: number
  expiresAt: number
  /** Beyond this it cannot be extended; what carries its label may be removed by anyone then. */
  deadline: number
  /** Null: it was prepared beforehand, and is nobody's yet. */
  claimedAt: number | null
  /** The place in a workshop whose session it is; null: a visitor's. */
  seatId: SeatId | null
  /** Null: as many as any session may have. */
  maxInstances: number | null
  /** From its opening on: its network and its instances are made for it. */
  hubMode: HubMode
}

export interface SessionStore {
  insert(session: StoredSession): Promise<void>
  /** Changes all but the id. */
  update(session: StoredSession): Promise<void>
  /** Leaves no trace of it: for one that nobody had. Idempotent. */
  remove(id: SessionId): Promise<void>
  open(): Promise<StoredSession[]>
  /** The session's row and progress stay for the instructor (`services/retention.ts`); it no longer opens. */
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

/** What makes a session somebody's: the hash of its own cookie, or the place in a workshop, which outlasts its sessions. */
export type SessionKey = { tokenHash: string } | { seatId: SeatId }

export interface EndedSession {
  id: SessionId
  username: string
  closedAt: number
  /** A `Closer`; earlier versions kept a sentence. */
  closeReason: string | null
}

/** What happened in sessions. Append-only; of each session only the newest MAX_TIMELINE_ENTRIES are kept. */
export interface TimelineStore {
  append(sessionId: SessionId, at: number, event: TimelineEvent): Promise<TimelineEntry>
  /** The oldest first. */
  bySession(sessionId: SessionId): Promise<TimelineEntry[]>
  /** That the cookie opened, or the last one that the seat had. */
  endedSession(key: SessionKey): Promise<EndedSession | undefined>
  /** Drops the timelines of sessions that were closed before that time; resolves with the number of entries. */
  prune(closedBefore: number): Promise<number>
}

export interface AuditStore {
  append(entry: Omit<AuditEntry, 'id'>): Promise<void>
  /** The newest first. */
  newest(range: { before?: number | undefined; limit: number }): Promise<AuditEntry[]>
  /** Removes entries from before that time. Rejects, and removes none, when one of them is younger than 400 days. */
  prune(before: number): Promise<void>
}

/** Facts about the lab as a whole, by their names. */
export interface Settings {
  read(name: string): Promise<string | undefined>
  write(name: string, value: string): Promise<void>
}
