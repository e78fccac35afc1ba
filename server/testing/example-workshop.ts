import { sha256Hex } from '../lib/random.ts'
import { hashPassword } from '../lib/password-hash.ts'
import { EMPTY_ROOM } from '../domain/room.ts'
import type { StoredInstructor, StoredWorkshop } from '../ports/workshop-store.ts'
import {
  seatIdSchema,
  workshopIdSchema,
  workshopPlanSchema,
  type WorkshopPlan,
} from '../protocol/workshop.ts'
import type { createLabBench } from './lab-bench.ts'

const HOUR_MS = 3_600_000
/** Far from any clock of a test. */
const ALWAYS = 4_000_000_000_000

export const EXAMPLE_ACCOUNT = { name: 'Ada', password: 'a password of the tests' }
/** Of somebody’s personal link, and whose it is. */
export const EXAMPLE_SEAT_KEY = 'seat-of-the-tests'
export const EXAMPLE_SEAT_ID = seatIdSchema.parse('s'.repeat(16))
export const EXAMPLE_INVITATION = 'invitation-of-the-tests'
export const EXAMPLE_INVITATION_ID = sha256Hex(EXAMPLE_INVITATION)
/** Of an invitation to the example workshop. */
export const EXAMPLE_CO_INVITATION_ID = sha256Hex('co-invitation-of-the-tests')
/** To a workshop of Ada's, in which the others are nobody. Good once. */
export const EXAMPLE_INVITATION_ELSEWHERE = 'invitation-elsewhere-of-the-tests'
export const EXAMPLE_CO_INSTRUCTOR: StoredInstructor = {
  id: 'co',
  name: 'Grace',
  passwordHash: null,
  createdAt: 0,
}

/** Of the printed link's instructor, in `smallLab`, under way whatever the clock says. */
export const EXAMPLE_WORKSHOP: StoredWorkshop = {
  id: workshopIdSchema.parse('a'.repeat(16)),
  joinCode: '7K3MQ9TX',
  plan: workshopPlanSchema.parse({
    title: 'Registries',
    lab: 'lab',
    chapters: [],
    seats: 3,
    startsAt: ALWAYS - HOUR_MS,
    endsAt: ALWAYS,
    sessionMinutes: 60,
    maxInstances: 2,
    hub: 'sandbox',
    preparesAhead: false,
  }),
  room: EMPTY_ROOM,
  createdAt: 0,
  endedAt: null,
  deletedAt: null,
  requestId: null,
  teachers: [{ instructorId: 'host', role: 'instructor' }],
}

type Bench = ReturnType<typeof createLabBench>

/** Writes the workshop with somebody in it, an account and an invitation, for a broker that is about to start. */
export async function storeExamples({ instructorStore, workshopStore, clock }: Bench): Promise<void> {
  const now = clock.now()
  await instructorStore.save({ id: 'host', name: 'Instructor', passwordHash: null, createdAt: 0 })
  const passwordHash = await hashPassword(EXAMPLE_ACCOUNT.password)
  await instructorStore.save({ id: 'ada', name: EXAMPLE_ACCOUNT.name, passwordHash, createdAt: 0 })
  const plan = { ...EXAMPLE_WORKSHOP.plan, startsAt: now, endsAt: now + 3 * HOUR_MS }
  await storeExampleWorkshop({ instructorStore, workshopStore }, plan)
  await workshopStore.saveSeat({
    id: EXAMPLE_SEAT_ID,
    workshopId: EXAMPLE_WORKSHOP.id,
    tokenHash: sha256Hex(EXAMPLE_SEAT_KEY),
    name: 'Lin',
    joinedAt: now,
    leftAt: null,
    isOnWall: true,
  })
  await storeExampleInvitations({ instructorStore, clock })
}

/** After `storeExamples`: a workshop of Ada's, and an invitation to it. */
export async function storeInvitationElsewhere({
  instructorStore,
  workshopStore,
  clock,
}: Bench): Promise<void> {
  const elsewhere = workshopIdSchema.parse('d'.repeat(16))
  const teachers = [{ instructorId: 'ada', role: 'instructor' as const }]
  await workshopStore.save({ ...EXAMPLE_WORKSHOP, id: elsewhere, joinCode: 'DDDDDDDD', teachers })
  await instructorStore.addInvitation({
    keyHash: sha256Hex(EXAMPLE_INVITATION_ELSEWHERE),
    workshopId: elsewhere,
    invitedBy: 'ada',
    expiresAt: clock.now() + HOUR_MS,
  })
}

/** Also when they have been used. */
export async function storeExampleInvitations({
  instructorStore,
  clock,
}: Pick<Bench, 'instructorStore' | 'clock'>): Promise<void> {
  const now = clock.now()
  for (const [keyHash, workshopId] of [
    [EXAMPLE_INVITATION_ID, null],
    [EXAMPLE_CO_INVITATION_ID, EXAMPLE_WORKSHOP.id],
  ] as const) {
    await instructorStore.takeInvitation(keyHash, now)
    await instructorStore.addInvitation({ keyHash, workshopId, invitedBy: null, expiresAt: now + HOUR_MS })
  }
}

/** With its co-instructor. */
export async function storeExampleWorkshop(
  { instructorStore, workshopStore }: Pick<Bench, 'instructorStore' | 'workshopStore'>,
  plan: WorkshopPlan,
): Promise<void> {
  await instructorStore.save(EXAMPLE_CO_INSTRUCTOR)
  const co = { instructorId: EXAMPLE_CO_INSTRUCTOR.id, role: 'co-instructor' as const }
  await workshopStore.save({ ...EXAMPLE_WORKSHOP, plan, teachers: [...EXAMPLE_WORKSHOP.teachers, co] })
}
