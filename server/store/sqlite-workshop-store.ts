import type {
  SeatDoneCheck,
  SeatStep,
  StoredSeat,
  StoredWorkshop,
  WorkshopStore,
} from '../ports/workshop-store.ts'
import type { RoomState } from '../domain/room.ts'
import type { ChapterId, CheckId, LabId, SessionId } from '../protocol/ids.ts'
import type { SeatId, TeacherRole, WorkshopId, WorkshopPlan } from '../protocol/workshop.ts'
import type { Database } from './database.ts'

export class SqliteWorkshopStore implements WorkshopStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async all(): Promise<StoredWorkshop[]> {
    const rows = await this.#database.selectFrom('workshops').selectAll().orderBy('created_at').execute()
    const teachers = await this.#database.selectFrom('workshop_teachers').selectAll().execute()
    return rows.map((row) => ({
      id: row.id as WorkshopId,
      joinCode: row.join_code,
      plan: JSON.parse(row.plan) as WorkshopPlan,
      room: JSON.parse(row.room) as RoomState,
      createdAt: row.created_at,
      endedAt: row.ended_at,
      deletedAt: row.deleted_at,
      requestId: row.request_id,
      teachers: teachers
        .filter(({ workshop_id }) => workshop_id === row.id)
        .map(({ instructor_id, role }) => ({ instructorId: instructor_id, role: role as TeacherRole })),
    }))
  }

  async save({ id, teachers, createdAt, requestId, ...workshop }: StoredWorkshop): Promise<void> {
    const changes = {
      join_code: workshop.joinCode,
      plan: JSON.stringify(workshop.plan),
      room: JSON.stringify(workshop.room),
      ended_at: workshop.endedAt,
      deleted_at: workshop.deletedAt,
    }
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('workshops')
        .values({ id, ...changes, created_at: createdAt, request_id: requestId })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
        .execute()
      await transaction
        .deleteFrom('workshop_teachers')
        .where('workshop_id', '=', id)
        .where(
          'instructor_id',
          'not in',
          teachers.map(({ instructorId }) => instructorId),
        )
        .execute()
      for (const { instructorId, role } of teachers) {
        await transaction
          .insertInto('workshop_teachers')
          .values({ workshop_id: id, instructor_id: instructorId, role })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
    })
  }

  async remove(id: WorkshopId): Promise<void> {
    await this.#database.deleteFrom('workshops').where('id', '=', id).execute()
  }

  async seats(): Promise<StoredSeat[]> {
    const rows = await this.#database.selectFrom('seats').selectAll().orderBy('joined_at').execute()
    return rows.map((row) => ({
      id: row.id as SeatId,
      workshopId: row.workshop_id as WorkshopId,
      tokenHash: row.token_hash,
      name: row.name,
      joinedAt: row.joined_at,
      leftAt: row.left_at,
      isOnWall: row.is_on_wall === 1,
    }))
  }

  async saveSeat(seat: StoredSeat): Promise<void> {
    const changes = { name: seat.name, left_at: seat.leftAt, is_on_wall: seat.isOnWall ? 1 : 0 }
    await this.#database
      .insertInto('seats')
      .values({
        id: seat.id,
        workshop_id: seat.workshopId,
        token_hash: seat.tokenHash,
        joined_at: seat.joinedAt,
        ...changes,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
      .execute()
  }

  async begun(): Promise<ReadonlyMap<SeatId, number>> {
    const rows = await this.#database
      .selectFrom('sessions')
      .select(({ fn }) => ['seat_id', fn.min('created_at').as('begun_at')])
      .where('seat_id', 'is not', null)
      .groupBy('seat_id')
      .execute()
    return new Map(rows.map(({ seat_id, begun_at }) => [seat_id as SeatId, begun_at]))
  }

  async progress(seat: SeatId): Promise<SeatDoneCheck[]> {
    const rows = await this.#database
      .selectFrom('progress')
      .innerJoin('sessions', 'sessions.id', 'progress.session_id')
      .where('sessions.seat_id', '=', seat)
      .select(['session_id', 'lab', 'chapter', 'check_id', 'done_at'])
      .orderBy('done_at')
      .execute()
    return rows.map(({ session_id, lab, chapter, check_id, done_at }) => ({
      sessionId: session_id as SessionId,
      lab: lab as LabId,
      chapter: chapter as ChapterId,
      check: check_id as CheckId,
      doneAt: done_at,
    }))
  }

  async removeSessions(closedBefore: number): Promise<void> {
    await this.#database
      .deleteFrom('sessions')
      .where('closed_at', '<', closedBefore)
      .where((eb) =>
        eb.or([
          eb('seat_id', 'is', null),
          eb('seat_id', 'not in', (query) => query.selectFrom('seats').select('seats.id')),
        ]),
      )
      .execute()
  }

  async steps(workshop: WorkshopId): Promise<SeatStep[]> {
    const rows = await this.#database
      .selectFrom('seat_steps')
      .innerJoin('seats', 'seats.id', 'seat_steps.seat_id')
      .where('seats.workshop_id', '=', workshop)
      .selectAll('seat_steps')
      .execute()
    return rows.map((row) => ({
      seatId: row.seat_id as SeatId,
      chapter: row.chapter as ChapterId,
      check: row.check_id as CheckId,
      attempts: row.attempts,
      hints: row.hints,
      reasons: JSON.parse(row.reasons) as Record<string, number>,
    }))
  }

  async saveStep({ seatId, chapter, check, ...step }: SeatStep): Promise<void> {
    const changes = { attempts: step.attempts, hints: step.hints, reasons: JSON.stringify(step.reasons) }
    await this.#database
      .insertInto('seat_steps')
      .values({ seat_id: seatId, chapter, check_id: check, ...changes })
      .onConflict((conflict) => conflict.columns(['seat_id', 'chapter', 'check_id']).doUpdateSet(changes))
      .execute()
  }
}
