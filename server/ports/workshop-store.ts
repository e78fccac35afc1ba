import type { StoredPasskey } from './passkey-store.ts'
import type { RoomState } from '../domain/room.ts'
import type { ChapterId, CheckId, SessionId } from '../protocol/ids.ts'
import type { DoneCheck } from '../protocol/checks.ts'
import type { SeatId, TeacherRole, WorkshopId, WorkshopPlan } from '../protocol/workshop.ts'

/** Instructors and workshops: few, read whole at the start. Times are milliseconds since the epoch. */

export interface StoredInstructor {
  id: string
  /** Unique, whatever the case. */
  name: string
  /** As `lib/password-hash.ts` writes it; null: signs in by a passkey or the printed link. */
  passwordHash: string | null
  createdAt: number
}

export interface SignIn {
  /** SHA-256 of the cookie, hex. */
  tokenHash: string
  instructorId: string
  expiresAt: number
}

export interface StoredInvitation {
  /** SHA-256 of the link's secret, hex. */
  keyHash: string
  /** Whoever accepts becomes its co-instructor; null: of no workshop. */
  workshopId: WorkshopId | null
  /** The instructor's id; null: the operator, or not known. */
  invitedBy: string | null
  expiresAt: number
}

export interface InstructorStore {
  all(): Promise<StoredInstructor[]>
  signIns(): Promise<SignIn[]>
  /** Adds it, or changes its name and password. */
  save(instructor: StoredInstructor): Promise<void>
  addSignIn(signIn: SignIn): Promise<void>
  /** Idempotent. */
  removeSignIn(tokenHash: string): Promise<void>
  /** All of an instructor's, but for one that may be among them. */
  removeSignIns(instructorId: string, but: { tokenHash: string }): Promise<void>
  addInvitation(invitation: StoredInvitation): Promise<void>
  /** Of a workshop, or of none, those that can be taken now, the first to end first. */
  invitations(workshopId: WorkshopId | null, now: number): Promise<StoredInvitation[]>
  /** False: there is none with that key of that workshop, or of none. */
  removeInvitation(workshopId: WorkshopId | null, keyHash: string): Promise<boolean>
  /** One that could be taken now. */
  findInvitation(keyHash: string, now: number): Promise<{ workshopId: WorkshopId | null } | undefined>
  /**
   * Takes the invitation and adds the account with what signs it in, all or nothing. `undefined`: the invitation is not
   * good any more, and nothing is added.
   */
  accept(
    keyHash: string,
    account: { instructor: StoredInstructor; passkey: StoredPasskey | null; signIn: SignIn },
    now: number,
  ): Promise<{ workshopId: WorkshopId | null } | undefined>
  /** It works once. `undefined`: there is none that is still good. */
  takeInvitation(keyHash: string, now: number): Promise<{ workshopId: WorkshopId | null } | undefined>
  /** Removes sign-ins and invitations that are good no more. */
  removeExpired(now: number): Promise<void>
}

export interface StoredWorkshop {
  id: WorkshopId
  /** Without its hyphen. */
  joinCode: string
  plan: WorkshopPlan
  room: RoomState
  createdAt: number
  /** By an instructor, before its time; null: by the plan. */
  endedAt: number | null
  deletedAt: number | null
  /** Of the request that made it, chosen by who asked; null: they chose none. */
  requestId: string | null
  teachers: { instructorId: string; role: TeacherRole }[]
}

export interface StoredSeat {
  id: SeatId
  workshopId: WorkshopId
  /** SHA-256 of the personal link's secret, hex. */
  tokenHash: string
  name: string
  joinedAt: number
  /** Has left, or was removed; null: is there. */
  leftAt: number | null
  isOnWall: boolean
}

/** What somebody did at a step before it was done. */
export interface SeatStep {
  seatId: SeatId
  chapter: ChapterId
  check: CheckId
  attempts: number
  hints: number
  /** How often the check said what. */
  reasons: Record<string, number>
}

/** What one of a seat's sessions has done; a check that the session has undone is not there. */
export type SeatDoneCheck = DoneCheck & { sessionId: SessionId }

export interface WorkshopStore {
  all(): Promise<StoredWorkshop[]>
  /** Adds it, or changes it. Its teachers are those that it names, and no others. */
  save(workshop: StoredWorkshop): Promise<void>
  /** With its seats and their steps. Idempotent. */
  remove(id: WorkshopId): Promise<void>
  seats(): Promise<StoredSeat[]>
  saveSeat(seat: StoredSeat): Promise<void>
  /** When the first session of each seat was opened; a seat that has had none is not there. */
  begun(): Promise<ReadonlyMap<SeatId, number>>
  /** All that is done in the seat's sessions, the first one first. */
  progress(seat: SeatId): Promise<SeatDoneCheck[]>
  /** Those that were closed before, and their progress, unless the seat that they belong to is still there. */
  removeSessions(closedBefore: number): Promise<void>
  steps(workshop: WorkshopId): Promise<SeatStep[]>
  saveStep(step: SeatStep): Promise<void>
}
