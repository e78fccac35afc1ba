import { EMPTY_ROOM } from '../domain/room.ts'
import { randomBase32, randomToken, sha256Hex } from '../lib/random.ts'
import type { StoredInstructor, StoredSeat, StoredWorkshop } from '../ports/workshop-store.ts'
import type { SeatId, WorkshopId, WorkshopPlan } from '../protocol/workshop.ts'

const ID_CHARACTERS = 16

/** A workshop in which nothing has happened yet. */
export function newWorkshop({
  instructor,
  now,
  ...planned
}: {
  plan: WorkshopPlan
  requestId: string | null
  joinCode: string
  instructor: StoredInstructor
  now: number
}): StoredWorkshop {
  return {
    id: randomBase32(ID_CHARACTERS) as WorkshopId,
    ...planned,
    room: EMPTY_ROOM,
    createdAt: now,
    endedAt: null,
    deletedAt: null,
    teachers: [{ instructorId: instructor.id, role: 'instructor' }],
  }
}

/** A place in a workshop, and the secret of its personal link, which is kept nowhere. */
export function newSeat({ now, ...seat }: { workshopId: WorkshopId; name: string; now: number }): {
  stored: StoredSeat
  token: string
} {
  const token = randomToken()
  const stored = {
    id: randomBase32(ID_CHARACTERS) as SeatId,
    ...seat,
    tokenHash: sha256Hex(token),
    joinedAt: now,
    leftAt: null,
    isOnWall: true,
  }
  return { stored, token }
}
