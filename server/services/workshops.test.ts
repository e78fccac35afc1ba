import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { classItemIdSchema } from '../protocol/class.ts'
import { chapterIdSchema, FIRST_TERMINAL, instanceNameSchema, labIdSchema } from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { CO_INSTRUCTOR, openClass, restartClass, takeSeat } from '../testing/open-class.ts'
import { LEAD_MS } from '../protocol/limits.ts'
import type { LiveSeat } from './live-workshop.ts'
import { UNDO_MS } from './workshop-times.ts'

const HOUR_MS = 3_600_000
const HALF_HOUR_MS = HOUR_MS / 2
const START = 1_000_000
const refusal = (code: string) => expect.objectContaining({ code }) as Error

test('a seat is found by its secret alone, which is kept nowhere', async () => {
  const { workshops, workshop, workshopStore } = await openClass()
  const { seat, token } = await workshops.join(workshop, 'Linus')
  expect(workshops.bySeatToken(token)).toEqual({ workshop, seat })
  expect(workshops.bySeat(seat.stored.id)).toEqual({ workshop, seat })
  expect(workshops.bySeatToken(seat.stored.id)).toBeUndefined()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(JSON.stringify(await workshopStore.seats())).not.toContain(token)
})

test('a name is taken once; who gives none gets one', async () => {
  const { workshops, workshop } = await openClass()
  await workshops.join(workshop, 'Zoë')
  for (const same of ['Zoë', 'ZOË', 'Zoe\u0308'])
    await expect(workshops.join(workshop, same)).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  const { seat } = await workshops.join(workshop, undefined)
  expect(seat.stored.name).toMatch(/^\w+-\w+/)
})

test('two who ask for one name at once do not both get it', async () => {
  const { workshops, workshop } = await openClass()
  const results = await Promise.allSettled([1, 2, 3].map(() => workshops.join(workshop, 'Linus')))
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(workshop.seats.size).toBe(1)
})

test('in a full workshop people wait in the order of their coming, and move up by themselves', async () => {
  const { workshops, seatSessions, workshop } = await openClass({ seats: 2 })
  const seats: LiveSeat[] = []
  for (const name of ['A', 'B', 'C', 'D', 'E']) seats.push((await workshops.join(workshop, name)).seat)
  const positions = () => seats.map(({ stored }) => workshop.waitingPosition(stored.id))
  expect(positions()).toEqual([null, null, 1, 2, 3])
  expect([workshop.seatedCount, workshop.waitingCount]).toEqual([2, 3])
  expect(() => seatSessions.requireAllowed({ workshop, seat: seats[2]! })).toThrow(refusal('WORKSHOP_FULL'))
  await workshops.leave({ workshop, seat: seats.shift()! })
  expect(positions()).toEqual([null, null, 1, 2])
  await workshops.change(workshop, { seats: 3 })
  expect(positions()).toEqual([null, null, null, 1])
  expect(() => seatSessions.requireAllowed({ workshop, seat: seats[2]! })).not.toThrow()
})

test('there are never fewer seats than are taken', async () => {
  const { workshops, workshop } = await openClass({ seats: 4 })
  for (const name of ['A', 'B', 'C']) await workshops.join(workshop, name)
  const change = (seats: number) => workshops.change(workshop, { seats })
  await expect(change(2)).rejects.toMatchObject({
    code: 'SEATS_TAKEN',
    message:
      '3 people are seated: there must be at least as many seats. To have fewer, remove somebody first.',
  })
  expect([workshop.stored.plan.seats, workshop.seatedCount]).toEqual([4, 3])
  await change(3)
  // Who waits has no seat that could be taken away.
  await workshops.join(workshop, 'D')
  await change(3)
  await workshops.leave({ workshop, seat: [...workshop.seats.values()][0]! })
  await expect(change(2)).rejects.toMatchObject({ code: 'SEATS_TAKEN' })
})

test('the waiting list has an end', async () => {
  const { workshops, workshop } = await openClass({ seats: 1 })
  for (let count = 0; count <= 100; count++) await workshops.join(workshop, undefined)
  expect(workshop.waitingCount).toBe(100)
  await expect(workshops.join(workshop, undefined)).rejects.toMatchObject({ code: 'CAPACITY_FULL' })
})

test('the clock opens and ends a workshop', async () => {
  const times = { startsAt: START + HOUR_MS, endsAt: START + 2 * HOUR_MS }
  const { workshops, seatSessions, workshop, clock } = await openClass(times)
  const { seat } = await workshops.join(workshop, undefined)
  const state = () => {
    try {
      seatSessions.requireAllowed({ workshop, seat })
      return [workshop.phase(clock.now()), 'open']
    } catch (error) {
      return [workshop.phase(clock.now()), (error as { code: string }).code]
    }
  }
  expect(state()).toEqual(['scheduled', 'WORKSHOP_NOT_OPEN'])
  clock.advance(HOUR_MS - LEAD_MS - 1)
  expect(state()).toEqual(['scheduled', 'WORKSHOP_NOT_OPEN'])
  clock.advance(1)
  expect(state()).toEqual(['scheduled', 'open'])
  clock.advance(LEAD_MS)
  expect(state()).toEqual(['open', 'open'])
  clock.advance(HOUR_MS - 1)
  expect(state()).toEqual(['open', 'open'])
  clock.advance(1)
  expect(state()).toEqual(['ended', 'WORKSHOP_ENDED'])
  expect(() => workshops.byCode(workshop.stored.joinCode)).toThrow(refusal('WORKSHOP_ENDED'))
  // More time opens it again.
  await workshops.change(workshop, { endsAt: clock.now() + 1 })
  expect(state()).toEqual(['open', 'open'])
})

test('two tabs of one seat get one session, with the plan’s time and instances', async () => {
  const { workshops, seatSessions, workshop, sessions } = await openClass({
    sessionMinutes: 30,
    maxInstances: 1,
  })
  const { seat } = await workshops.join(workshop, undefined)
  const place = { workshop, seat }
  const opened = await Promise.all([1, 2, 3].map(() => seatSessions.open(place, () => sessions.open())))
  expect(new Set(opened.map(({ session }) => session)).size).toBe(1)
  expect(opened.filter(({ token }) => token !== undefined)).toHaveLength(1)
  expect(sessions.all()).toHaveLength(1)
  const [{ session }] = opened as [(typeof opened)[0]]
  expect(session.stored.expiresAt).toBe(START + 30 * 60_000)
  expect(sessions.view(session).maxInstances).toBe(1)
  expect(sessions.bySeat(seat.stored.id)).toBe(session)
})

test('a session of a seat does not outlast the workshop', async () => {
  const bench = await openClass({ sessionMinutes: 120, endsAt: START + 20 * 60_000 })
  const { session } = await takeSeat(bench)
  expect(session.stored.expiresAt).toBe(START + 20 * 60_000)
})

test('who leaves while their session is being made leaves none behind', async () => {
  const { workshops, seatSessions, workshop, sessions } = await openClass()
  const { seat } = await workshops.join(workshop, undefined)
  const place = { workshop, seat }
  const begun = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  const opening = seatSessions.open(place, async () => {
    begun.resolve()
    await left.promise
    return sessions.open()
  })
  const next = seatSessions.open(place, () => Promise.reject(new Error('made for nobody')))
  const refused = [opening, next].map((one) => expect(one).rejects.toMatchObject({ code: 'NO_SEAT' }))
  await begun.promise
  await workshops.leave(place)
  left.resolve()
  await Promise.all(refused)
  expect(sessions.all()).toEqual([])
})

test('who leaves is told, and is not there for a broker that starts later', async () => {
  const bench = await openClass()
  const { place, session, id } = await takeSeat(bench, 'Linus')
  const messages: ServerMessage[] = []
  session.subscribe((message) => messages.push(message))
  bench.classPart.raiseHand(place, true)
  await bench.workshops.leave(place)
  await bench.workshops.leave(place)
  expect(messages.filter(({ type }) => type === 'class')).toEqual([{ type: 'class', class: null }])
  expect(bench.sessions.all()).toEqual([])
  expect(bench.workshop.room.hands).toEqual({})
  const { workshops, workshop } = await restartClass(bench)
  expect([workshop?.seats.size, workshops.bySeat(id)]).toEqual([0, undefined])
})

test('when the store fails, nobody has left: not here, and not after a restart', async () => {
  const bench = await openClass()
  const { place, seat, id, session, token } = await takeSeat(bench, 'Linus')
  await sql`CREATE TRIGGER full_disk BEFORE UPDATE ON seats BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(
    bench.database,
  )
  await expect(bench.workshops.leave(place)).rejects.toThrow('full')
  await expect(bench.workshops.setOnWall(place, false)).rejects.toThrow('full')
  expect(bench.workshops.bySeatToken(token)).toEqual(place)
  expect(seat.stored.isOnWall).toBe(true)
  expect(bench.workshop.seats.has(id)).toBe(true)
  expect(bench.sessions.bySeat(id)).toBe(session)
  await sql`DROP TRIGGER full_disk`.execute(bench.database)
  await bench.workshops.leave(place)
  expect(bench.sessions.all()).toEqual([])
  expect((await restartClass(bench)).workshop?.seats.size).toBe(0)
})

test('who hides from the wall and leaves at once has left', async () => {
  const bench = await openClass()
  const { place } = await takeSeat(bench, 'Linus')
  const results = await Promise.allSettled([
    bench.workshops.leave(place),
    bench.workshops.setOnWall(place, false),
  ])
  expect(results).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'NO_SEAT' } }])
  expect((await restartClass(bench)).workshop?.seats.size).toBe(0)
})

test('the end of a workshop ends all its sessions, and no others', async () => {
  const bench = await openClass()
  await takeSeat(bench)
  await takeSeat(bench)
  const { session: visitor } = await bench.sessions.open()
  await bench.workshops.end(bench.workshop)
  expect(bench.sessions.all()).toEqual([visitor])
  expect(bench.workshop.phase(bench.clock.now())).toBe('ended')
  const { endedAt } = bench.workshop.stored
  bench.clock.advance(1)
  await bench.workshops.end(bench.workshop)
  expect(bench.workshop.stored.endedAt).toBe(endedAt)
  expect((await restartClass(bench)).workshop?.stored.endedAt).toBe(endedAt)
})

test('when its time is over the sessions end by themselves', async () => {
  const bench = await openClass()
  await takeSeat(bench)
  bench.clock.advance(3 * HOUR_MS - 1)
  bench.times.tick()
  await Promise.resolve()
  expect(bench.sessions.all()).toHaveLength(1)
  bench.clock.advance(1)
  bench.times.tick()
  await expect.poll(() => bench.sessions.all()).toEqual([])
})

test('nobody looks on in a deleted one', async () => {
  const bench = await openClass()
  const { workshops, workshop } = bench
  const { id, session } = await takeSeat(bench, 'Linus')
  const look = { by: 'Ada', instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }
  const [watched, presented] = [new AbortController(), new AbortController()]
  workshop.setWatch(id, {
    ...look,
    id: classItemIdSchema.parse('a'.repeat(12)),
    instructorId: 'ada',
    mode: 'drive',
    status: 'granted',
    since: START,
    ending: watched,
  })
  workshop.setPresentation({ ...look, instructorId: 'ada', session, ending: presented })
  await workshops.delete(workshop)
  expect([workshop.watches.size, workshop.presentation]).toEqual([0, null])
  expect([watched.signal.aborted, presented.signal.aborted]).toEqual([true, true])
})

test('a deleted one can be brought back as it was, until the time for it is over', async () => {
  const bench = await openClass()
  const { workshops, workshop, clock, times, workshopStore } = bench
  const { session, token } = await takeSeat(bench, 'Linus')
  await workshops.delete(workshop)
  expect(workshop.phase(clock.now())).toBe('deleted')
  expect(() => workshops.byCode(workshop.stored.joinCode)).toThrow(refusal('WRONG_CODE'))
  clock.advance(UNDO_MS)
  times.tick()
  await workshops.restoreDeleted(workshop)
  expect(workshops.byCode(workshop.stored.joinCode)).toBe(workshop)
  expect(bench.sessions.all()).toEqual([session])
  await workshops.delete(workshop)
  clock.advance(UNDO_MS + 1)
  times.tick()
  await expect.poll(() => workshopStore.seats()).toEqual([])
  expect(workshops.byId(EXAMPLE_WORKSHOP.id)).toBeUndefined()
  expect(workshops.bySeatToken(token)).toBeUndefined()
  expect(bench.sessions.all()).toEqual([])
  expect((await restartClass(bench)).workshop).toBeUndefined()
})

test('a workshop is made of what there is', async () => {
  const { workshops, workshop, instructors, clock } = await openClass()
  const { plan } = workshop.stored
  const refused = async (change: Partial<typeof plan>, code: string) =>
    expect(workshops.create({ ...plan, ...change }, instructors.host)).rejects.toMatchObject({ code })
  await refused({ lab: labIdSchema.parse('other') }, 'LAB_NOT_FOUND')
  await refused({ chapters: [chapterIdSchema.parse('none')] }, 'CHAPTER_NOT_FOUND')
  await refused({ startsAt: clock.now() - 2, endsAt: clock.now() - 1 }, 'END_IN_PAST')
})

test('a plan that is sent again, as its answer was lost, makes no second workshop', async () => {
  const bench = await openClass()
  const { workshop, instructors } = bench
  const { plan } = workshop.stored
  const requestId = 'a-request-of-the-tests'
  const before = bench.workshops.all().length
  const create = (change = {}, { workshops }: Pick<typeof bench, 'workshops'> = bench) =>
    workshops.create({ ...plan, requestId, ...change }, instructors.host)
  // The second one comes while the first is still being written down.
  const [first, second] = await Promise.all([create(), create()])
  expect(second).toBe(first)
  await expect(create({ title: 'Networks' })).rejects.toMatchObject({ code: 'WORKSHOP_MADE' })
  // The broker had stopped before it could answer.
  const restarted = await restartClass(bench)
  expect((await create({}, restarted)).stored.id).toBe(first.stored.id)
  expect(restarted.workshops.all()).toHaveLength(before + 1)
})

test('another request makes another workshop: of somebody else, without an id, or after the first was deleted', async () => {
  const { workshops, workshop, instructors } = await openClass()
  const { plan } = workshop.stored
  const request = { ...plan, requestId: 'a-request-of-the-tests' }
  const made = await workshops.create(request, instructors.host)
  const others = [await workshops.create(request, CO_INSTRUCTOR)]
  await workshops.delete(made)
  others.push(await workshops.create(request, instructors.host))
  others.push(await workshops.create(plan, instructors.host), await workshops.create(plan, instructors.host))
  expect(new Set([made, ...others]).size).toBe(5)
})

test('a change that does not name the end neither moves it nor opens again what is over', async () => {
  const { workshops, workshop, clock } = await openClass()
  const { endsAt } = workshop.stored.plan
  await workshops.end(workshop)
  await workshops.change(workshop, { title: 'Networks' })
  expect(workshop.phase(clock.now())).toBe('ended')
  await workshops.change(workshop, { endsAt: endsAt + HOUR_MS })
  expect(workshop.phase(clock.now())).toBe('open')
  await workshops.change(workshop, { seats: 2 })
  expect(workshop.stored.plan).toMatchObject({ title: 'Networks', seats: 2, endsAt: endsAt + HOUR_MS })
  clock.advance(5 * HOUR_MS)
  await workshops.change(workshop, { title: 'Volumes' })
  expect(workshop.phase(clock.now())).toBe('ended')
})

test('what happens in one turn is written once, and what changes nothing not at all', async () => {
  const bench = await openClass()
  const { workshops, workshop, classPart, commands, workshopStore } = bench
  const place = { workshop, ...(await workshops.join(workshop, 'Linus')) }
  const save = vi.spyOn(workshopStore, 'save')
  const by = { instructor: bench.instructors.host, session: undefined }
  classPart.raiseHand(place, true)
  classPart.raiseHand(place, true)
  await commands.run(workshop, by, { type: 'start-timer', label: 'Lunch', seconds: 60 })
  await workshops[Symbol.asyncDispose]()
  expect(save).toHaveBeenCalledTimes(1)
  expect((await restartClass(bench)).workshop!.room).toEqual(workshop.room)
  save.mockClear()
  classPart.raiseHand(place, true)
  await commands.run(workshop, by, { type: 'eyes-front', text: null })
  await commands.run(workshop, by, { type: 'stop-timer' })
  await commands.run(workshop, by, { type: 'stop-timer' })
  await workshops[Symbol.asyncDispose]()
  expect(save).toHaveBeenCalledTimes(1)
})

test('a workshop that is removed is not written down again', async () => {
  const bench = await openClass()
  const { workshops, workshop, workshopStore } = bench
  workshops.setRoom(workshop, { ...workshop.room, timer: { label: 'Lunch', endsAt: 1 } })
  await workshops.remove(workshop)
  await workshops[Symbol.asyncDispose]()
  expect((await workshopStore.all()).map(({ id }) => id)).not.toContain(EXAMPLE_WORKSHOP.id)
})

test('a participant extends up to the workshop’s end, and is told that it is that', async () => {
  const bench = await openClass({ sessionMinutes: 60, endsAt: START + 2 * HOUR_MS })
  const { workshops, workshop, sessions } = bench
  const { session } = await takeSeat(bench)
  const { plan } = workshop.stored
  const view = () => sessions.view(session)
  expect(view()).toMatchObject({ expiresAt: START + HOUR_MS, deadline: plan.endsAt, deadlineOf: 'workshop' })
  await sessions.extend(session, 5 * HOUR_MS)
  expect(view().expiresAt).toBe(plan.endsAt)
  await expect(sessions.extend(session, HOUR_MS)).rejects.toMatchObject({
    code: 'EXTENSION_LIMIT',
    message: expect.stringContaining('workshop ends') as string,
  })
  await workshops.change(workshop, { endsAt: plan.endsAt - HALF_HOUR_MS })
  expect(view()).toMatchObject({
    expiresAt: plan.endsAt - HALF_HOUR_MS,
    deadline: plan.endsAt - HALF_HOUR_MS,
  })
  await workshops.change(workshop, { endsAt: plan.endsAt + HALF_HOUR_MS })
  expect(view()).toMatchObject({ expiresAt: plan.endsAt, deadline: plan.endsAt + HALF_HOUR_MS })
  const now = await restartClass(bench)
  const restored = now.sessions.bySeat(session.stored.seatId!)!
  expect(now.sessions.view(restored).deadline).toBe(plan.endsAt + HALF_HOUR_MS)
})

test('who is in no workshop has the time that a session may have', async () => {
  const { sessions } = await openClass()
  const { session } = await sessions.open()
  const { deadline } = session.stored
  expect(sessions.view(session)).toMatchObject({ deadline, deadlineOf: 'session' })
})
