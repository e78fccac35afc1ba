import { sha256Hex } from '../lib/random.ts'
import type { StoredInstructor } from '../ports/workshop-store.ts'
import { workshopIdSchema, type WorkshopPlan } from '../protocol/workshop.ts'
import type { LiveWorkshop } from '../services/live-workshop.ts'
import { SeatSessions } from '../services/seat-sessions.ts'
import { Workshops } from '../services/workshops.ts'
import {
  EXAMPLE_CO_INSTRUCTOR,
  EXAMPLE_WORKSHOP,
  storeExampleInvitations,
  storeExampleWorkshop,
} from './example-workshop.ts'
import { createLabBench, INSTRUCTOR_TOKEN } from './lab-bench.ts'
import { smallLab } from './small-lab.ts'
import { startTestServer, type Answer } from './test-server.ts'

const HOUR_MS = 3_600_000

/** Of the example workshop, and of one that is none of theirs. */
export const CLASS_COOKIES = {
  instructor: `drydock_instructor=${INSTRUCTOR_TOKEN}`,
  coInstructor: 'drydock_instructor=co-instructor-of-the-tests',
  otherInstructor: 'drydock_instructor=other-instructor-of-the-tests',
}
export const OTHER_WORKSHOP_ID = workshopIdSchema.parse('b'.repeat(16))
export const CO_INSTRUCTOR = EXAMPLE_CO_INSTRUCTOR
export const OTHER_INSTRUCTOR = instructor('other', 'Mallory')

type Bench = ReturnType<typeof createLabBench>
type BenchOptions = Parameters<typeof createLabBench>[0]

/** The services with the example workshop under way for three hours; `change` is to its plan. */
export async function openClass(change: Partial<WorkshopPlan> = {}, options: BenchOptions = {}) {
  const bench = createLabBench({ catalog: smallLab, ...options })
  await storeClass(bench, change)
  await bench.teaching.restore()
  return { ...bench, ...bench.teaching, workshop: exampleOf(bench) }
}

/** The same behind a front door. */
export async function startClass(
  change: Partial<WorkshopPlan> = {},
  options: Parameters<typeof startTestServer>[1] = {},
  benchOptions: BenchOptions = {},
) {
  const bench = createLabBench({ catalog: smallLab, ...benchOptions })
  await storeClass(bench, change)
  const server = await startTestServer(bench, options)
  return { ...server, workshop: exampleOf(server) }
}

export type ClassServer = Awaited<ReturnType<typeof startClass>>

/** Somebody in the workshop, with a session. */
export async function takeSeat(
  {
    teaching: { workshops, seatSessions },
    sessions,
    workshop,
  }: Pick<Bench, 'teaching' | 'sessions'> & { workshop: LiveWorkshop },
  name?: string,
) {
  const { seat, token } = await workshops.join(workshop, name)
  const place = { workshop, seat }
  const { session } = await seatSessions.open(place, (hubMode) => sessions.open(hubMode))
  return { place, seat, id: seat.stored.id, session, token, cookie: `drydock_seat=${token}` }
}

/** What a broker finds that starts when this one has stopped. */
export async function restartClass(bench: Bench, { hubModes } = bench) {
  await bench.teaching.workshops[Symbol.asyncDispose]()
  const sessions = bench.newSessions(hubModes[0])
  await sessions.restore()
  const workshops = new Workshops({ ...bench, hubModes, store: bench.workshopStore, sessions })
  await workshops.restore()
  const seatSessions = new SeatSessions({ ...bench, hubModes, workshops, sessions })
  return { sessions, workshops, seatSessions, workshop: workshops.byId(EXAMPLE_WORKSHOP.id) }
}

export function codeOf({ body }: Answer): string {
  return (JSON.parse(body) as { error: { code: string } }).error.code
}

function instructor(id: string, name: string): StoredInstructor {
  return { id, name, passwordHash: null, createdAt: 0 }
}

function exampleOf({ teaching }: Bench): LiveWorkshop {
  return teaching.workshops.byId(EXAMPLE_WORKSHOP.id)!
}

async function storeClass(bench: Bench, change: Partial<WorkshopPlan>): Promise<void> {
  const { workshopStore, clock } = bench
  await storeInstructors(bench)
  const now = clock.now()
  const plan = { ...EXAMPLE_WORKSHOP.plan, startsAt: now, endsAt: now + 3 * HOUR_MS, ...change }
  await storeExampleWorkshop(bench, plan)
  await storeExampleInvitations(bench)
  await workshopStore.save({
    ...EXAMPLE_WORKSHOP,
    id: OTHER_WORKSHOP_ID,
    joinCode: '00000000',
    plan,
    teachers: [{ instructorId: OTHER_INSTRUCTOR.id, role: 'instructor' }],
  })
}

async function storeInstructors({ instructorStore, clock }: Bench): Promise<void> {
  const expiresAt = clock.now() + 24 * HOUR_MS
  await instructorStore.save(instructor('host', 'Instructor'))
  for (const [one, cookie] of [
    [CO_INSTRUCTOR, CLASS_COOKIES.coInstructor],
    [OTHER_INSTRUCTOR, CLASS_COOKIES.otherInstructor],
  ] as const) {
    await instructorStore.save(one)
    const tokenHash = sha256Hex(cookie.slice(cookie.indexOf('=') + 1))
    await instructorStore.addSignIn({ tokenHash, instructorId: one.id, expiresAt })
  }
}
