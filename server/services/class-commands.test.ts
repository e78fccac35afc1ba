import { expect, test, vi } from 'vitest'
import { LabError } from '../protocol/errors.ts'
import { chapterIdSchema, instanceNameSchema, stepIdSchema, terminalNumberSchema } from '../protocol/ids.ts'
import { MAX_WORKSHOP_MS, seatIdSchema } from '../protocol/workshop.ts'
import { FIRST, startInstance } from '../testing/class-tabs.ts'
import { openClass, takeSeat } from '../testing/open-class.ts'
import { settled } from '../testing/lab-bench.ts'
import type { LiveSession } from './live-session.ts'

const START = 1_000_000
const MINUTE_MS = 60_000
const chapter = chapterIdSchema.parse('chapter')
const step = stepIdSchema.parse('step')
const noSeat = seatIdSchema.parse('z'.repeat(16))

async function open() {
  const bench = await openClass()
  const { commands, workshop, instructors } = bench
  const ada = await takeSeat(bench, 'Ada')
  const ken = await takeSeat(bench, 'Ken')
  const run = (command: Parameters<typeof commands.run>[2], session?: LiveSession) =>
    commands.run(workshop, { instructor: instructors.host, session }, command)
  return { ...bench, ada, ken, run, room: () => workshop.room }
}

test('set-pace tells where the class is, in a chapter and step that it does', async () => {
  const { run, room } = await open()
  await run({ type: 'set-pace', chapter, step })
  expect(room().pace).toEqual({ chapter, step, since: START })
  await run({ type: 'set-pace', chapter, step: null })
  expect(room().pace).toMatchObject({ step: null })
  await expect(
    run({ type: 'set-pace', chapter: chapterIdSchema.parse('other'), step }),
  ).rejects.toMatchObject({
    code: 'CHAPTER_NOT_FOUND',
  })
  await expect(run({ type: 'set-pace', chapter, step: stepIdSchema.parse('other') })).rejects.toMatchObject({
    code: 'STEP_NOT_FOUND',
  })
  await run({ type: 'set-pace', chapter: null, step: null })
  expect(room().pace).toBeNull()
})

test('send and offer reach one or all, in the name of who sends', async () => {
  const { run, room, ada } = await open()
  await run({ type: 'send', to: null, kind: 'message', text: 'Hello' })
  await run({ type: 'offer', to: ada.id, text: 'Try this', command: 'docker ps' })
  expect(room().notes).toMatchObject([
    { from: 'Instructor', at: START, kind: 'message', text: 'Hello', command: null, to: null },
    { from: 'Instructor', kind: 'offer', text: 'Try this', command: 'docker ps', to: ada.id },
  ])
  expect(new Set(room().notes.map(({ id }) => id)).size).toBe(2)
  await expect(run({ type: 'send', to: noSeat, kind: 'hint', text: 'x' })).rejects.toMatchObject({
    code: 'SEAT_NOT_FOUND',
  })
})

test('hints are counted at the step of those who get them; messages are not', async () => {
  const { run, ada, ken } = await open()
  await run({ type: 'send', to: ada.id, kind: 'hint', text: 'Look at the port.' })
  await run({ type: 'send', to: null, kind: 'hint', text: 'Look at the name.' })
  await run({ type: 'send', to: null, kind: 'message', text: 'Hello' })
  expect([ada, ken].map(({ seat }) => seat.progress.steps.get(0)?.hints)).toEqual([2, 1])
})

test('a poll is asked, closed with or without its result, and put away', async () => {
  const { run, room, classPart, ada } = await open()
  await expect(run({ type: 'close-poll', isShared: true })).rejects.toMatchObject({ code: 'ITEM_GONE' })
  await run({ type: 'ask', question: 'Ready?', options: ['Yes', 'No'] })
  const { id } = room().poll!
  classPart.answerPoll(ada.place, { poll: id, option: 0 })
  await run({ type: 'close-poll', isShared: false })
  expect(room().poll).toMatchObject({ isOpen: false, isShared: false, answers: { [ada.id]: 0 } })
  await run({ type: 'close-poll', isShared: true })
  expect(room().poll).toMatchObject({ isOpen: false, isShared: true, answers: { [ada.id]: 0 } })
  await run({ type: 'ask', question: 'And now?', options: ['Yes', 'No'] })
  expect(room().poll).toMatchObject({ isOpen: true, answers: {} })
  expect(room().poll?.id).not.toBe(id)
  await run({ type: 'dismiss-poll' })
  expect(room().poll).toBeNull()
})

test('timer, eyes front and hands come and go', async () => {
  const { run, room, classPart, ada, ken } = await open()
  await run({ type: 'start-timer', label: 'Break', seconds: 300 })
  await run({ type: 'eyes-front', text: 'Look here' })
  classPart.raiseHand(ada.place, true)
  classPart.raiseHand(ken.place, true)
  expect(room()).toMatchObject({
    timer: { label: 'Break', endsAt: START + 300_000 },
    eyesFront: { text: 'Look here', since: START },
  })
  await run({ type: 'lower-hand', seat: ada.id })
  expect(room().hands).toEqual({ [ken.id]: START + 1 })
  await run({ type: 'stop-timer' })
  await run({ type: 'eyes-front', text: null })
  expect(room()).toMatchObject({ timer: null, eyesFront: null })
})

test('ask-watch waits for consent to a terminal that there is', async () => {
  const bench = await open()
  const { run, workshop, ada, sessions } = bench
  const ask = { type: 'ask-watch', seat: ada.id, mode: 'drive', ...FIRST } as const
  await expect(run(ask)).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' })
  await startInstance(bench, ada.session)
  const second = terminalNumberSchema.parse(2)
  await expect(run({ ...ask, terminal: second })).rejects.toMatchObject({ code: 'TERMINAL_NOT_FOUND' })
  await expect(run({ ...ask, seat: noSeat })).rejects.toMatchObject({ code: 'SEAT_NOT_FOUND' })
  await run(ask)
  expect(workshop.watches.get(ada.id)).toMatchObject({
    by: 'Instructor',
    instructorId: 'host',
    mode: 'drive',
    status: 'asked',
    ...FIRST,
  })
  await run({ type: 'end-watch', seat: ada.id })
  expect(workshop.watches.size).toBe(0)
  await sessions.close(ada.session, 'participant')
  await expect(run(ask)).rejects.toMatchObject({ code: 'NO_SESSION' })
})

test('present shows a terminal of the instructor’s own session, one at a time', async () => {
  const bench = await open()
  const { run, workshop, sessions } = bench
  await expect(run({ type: 'present', terminal: FIRST })).rejects.toMatchObject({ code: 'NO_SESSION' })
  const { session } = await sessions.open()
  const present = { type: 'present', terminal: FIRST } as const
  await expect(run(present, session)).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' })
  await startInstance(bench, session)
  await run(present, session)
  const first = workshop.presentation!
  expect(first).toMatchObject({ by: 'Instructor', ...FIRST })
  await run(present, session)
  expect([first.ending.signal.aborted, workshop.presentation!.ending.signal.aborted]).toEqual([true, false])
  await run({ type: 'present', terminal: null })
  expect(workshop.presentation).toBeNull()
})

test('extend gives one participant more time, and nobody else', async () => {
  const { run, workshop, ada, ken } = await open()
  const { endsAt } = workshop.stored.plan
  const [before, others] = [ada.session.stored.expiresAt, ken.session.stored.expiresAt]
  await run({ type: 'extend', to: ada.id, minutes: 10 })
  expect(ada.session.stored.expiresAt).toBe(before + 10 * MINUTE_MS)
  expect([ken.session.stored.expiresAt, workshop.stored.plan.endsAt]).toEqual([others, endsAt])
  await run({ type: 'extend', to: ada.id, minutes: 240 })
  await expect(run({ type: 'extend', to: ada.id, minutes: 5 })).rejects.toMatchObject({
    code: 'EXTENSION_LIMIT',
  })
})

test('extend gives all more time, and the workshop, although one has all that there is', async () => {
  const { run, workshop, ada, ken } = await open()
  const { endsAt } = workshop.stored.plan
  const before = ken.session.stored.expiresAt
  await run({ type: 'extend', to: ada.id, minutes: 240 })
  await run({ type: 'extend', to: null, minutes: 10 })
  expect(ken.session.stored.expiresAt).toBe(before + 10 * MINUTE_MS)
  expect(workshop.stored.plan.endsAt).toBe(endsAt + 10 * MINUTE_MS)
})

test('extend opens a workshop again that is over, from now on', async () => {
  const { run, workshop, clock } = await open()
  await run({ type: 'end-workshop' })
  clock.advance(5 * 60 * MINUTE_MS)
  await run({ type: 'extend', to: null, minutes: 10 })
  expect(workshop.stored.plan.endsAt).toBe(clock.now() + 10 * MINUTE_MS)
  expect(workshop.phase(clock.now())).toBe('open')
})

test('extend gives what there may be, and is refused when that is nothing', async () => {
  const { run, workshop, workshops, seatSessions, sessions, ada, ken } = await open()
  const { plan } = workshop.stored
  const latest = plan.startsAt + MAX_WORKSHOP_MS
  await workshops.change(workshop, { endsAt: latest - 10 * MINUTE_MS })
  await run({ type: 'extend', to: null, minutes: 240 })
  expect(workshop.stored.plan.endsAt).toBe(latest)
  const own = [ada, ken].map(({ session }) => [session.stored.expiresAt, session.stored.deadline])
  for (const [expiresAt, deadline] of own) expect(expiresAt).toBe(deadline)
  await expect(run({ type: 'extend', to: null, minutes: 5 })).rejects.toMatchObject({
    code: 'EXTENSION_LIMIT',
    message: expect.stringContaining('a week at most') as string,
  })
  // Somebody who came later can still be given some.
  await sessions.close(ken.session, 'participant')
  const { session } = await seatSessions.open(ken.place, () => sessions.open())
  const before = session.stored.expiresAt
  await run({ type: 'extend', to: null, minutes: 5 })
  expect(session.stored.expiresAt).toBe(before + 5 * MINUTE_MS)
  expect(workshop.stored.plan.endsAt).toBe(latest)
})

test('a workshop whose week is over is not opened again', async () => {
  const { run, workshop, clock } = await open()
  await run({ type: 'end-workshop' })
  clock.advance(MAX_WORKSHOP_MS)
  const { plan, endedAt } = workshop.stored
  await expect(run({ type: 'extend', to: null, minutes: 5 })).rejects.toMatchObject({
    code: 'EXTENSION_LIMIT',
  })
  expect(workshop.stored).toMatchObject({ plan, endedAt })
})

test('reset puts fresh instances in the place of those that are there', async () => {
  const bench = await open()
  const { run, ada, ken } = bench
  for (const { session } of [ada, ken]) await startInstance(bench, session)
  bench.instances.create(ada.session)
  await settled(ada.session, instanceNameSchema.parse('node2'), 'ready')
  const idOf = ({ session }: typeof ada) => session.readyInstance(FIRST.instance)?.id
  const [before, others] = [idOf(ada), idOf(ken)]
  await run({ type: 'reset', to: ada.id })
  expect([...ada.session.instances.keys()]).toEqual(['node1', 'node2'])
  await settled(ada.session, FIRST.instance, 'ready')
  expect(idOf(ada)).not.toBe(before)
  expect(idOf(ken)).toBe(others)
  await run({ type: 'reset', to: null })
  await settled(ken.session, FIRST.instance, 'ready')
  expect(idOf(ken)).not.toBe(others)
})

test('what cannot be reset does not keep the others from it, is told by its seat, and can be tried again', async () => {
  const bench = await open()
  const { run, ada, ken, instances } = bench
  for (const { session } of [ada, ken]) await startInstance(bench, session)
  const idOf = ({ session }: typeof ada) => session.readyInstance(FIRST.instance)?.id
  const before = [idOf(ada), idOf(ken)]
  const create = vi.spyOn(instances, 'create')
  create.mockImplementationOnce(() => {
    throw new LabError('CAPACITY_FULL')
  })
  await expect(run({ type: 'reset', to: null })).rejects.toMatchObject({
    code: 'RESET_INCOMPLETE',
    message: expect.stringMatching(
      `${ada.id}, node1: The lab is full.*The others have fresh instances`,
    ) as string,
  })
  await settled(ken.session, FIRST.instance, 'ready')
  expect(idOf(ken)).not.toBe(before[1])
  expect(ada.session.instances.get(FIRST.instance)).toMatchObject({ status: 'failed', code: 'CAPACITY_FULL' })
  await run({ type: 'reset', to: ada.id })
  await settled(ada.session, FIRST.instance, 'ready')
  expect(idOf(ada)).not.toBe(before[0])
})

test('an instance that cannot be removed stays as it is, and others are reset', async () => {
  const bench = await open()
  const { run, ada, ken, provisioner } = bench
  for (const { session } of [ada, ken]) await startInstance(bench, session)
  const idOf = ({ session }: typeof ada) => session.readyInstance(FIRST.instance)?.id
  const before = [idOf(ada), idOf(ken)]
  vi.spyOn(provisioner, 'destroy').mockRejectedValueOnce(new Error('secret path of the host'))
  const refused = run({ type: 'reset', to: null })
  await expect(refused).rejects.toMatchObject({
    message: expect.stringMatching(`${ada.id}, node1: Something went wrong on our side`) as string,
  })
  await settled(ken.session, FIRST.instance, 'ready')
  expect([idOf(ada) === before[0], idOf(ken) === before[1]]).toEqual([true, false])
})

test('nothing is removed while nothing can be started', async () => {
  const bench = await open()
  const { run, ada, provisioner } = bench
  await startInstance(bench, ada.session)
  provisioner.isDown = true
  await expect(run({ type: 'reset', to: ada.id })).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' })
  expect(ada.session.readyInstance(FIRST.instance)).toBeDefined()
})

test('end-session ends one or all; each may start another', async () => {
  const { run, sessions, workshop, seatSessions, ada, ken } = await open()
  const { session: visitor } = await sessions.open()
  await run({ type: 'end-session', to: ada.id })
  expect(sessions.all()).toEqual([ken.session, visitor])
  await expect(run({ type: 'end-session', to: ada.id })).rejects.toMatchObject({ code: 'NO_SESSION' })
  await run({ type: 'end-session', to: null })
  expect(sessions.all()).toEqual([visitor])
  expect(workshop.seats.size).toBe(2)
  await expect(seatSessions.open(ada.place, () => sessions.open())).resolves.toBeDefined()
})

test('remove-seats ends the sessions and frees places and names; who has left meanwhile does not matter', async () => {
  const { run, sessions, workshop, workshops, ada, ken } = await open()
  const { seat: idle } = await workshops.join(workshop, 'Idle')
  await run({ type: 'remove-seats', seats: [ada.id, idle.stored.id, noSeat, ada.id] })
  expect(sessions.all()).toEqual([ken.session])
  expect([...workshop.seats.keys()]).toEqual([ken.id])
  expect(workshops.bySeatToken(ada.token)).toBeUndefined()
  await expect(workshops.join(workshop, 'Ada')).resolves.toBeDefined()
  const again = run({ type: 'remove-seats', seats: [ada.id] })
  await expect(again).rejects.toMatchObject({ code: 'SEAT_NOT_FOUND' })
})

test('end-workshop ends it with all sessions', async () => {
  const { run, sessions, workshop, clock } = await open()
  await run({ type: 'end-workshop' })
  expect([workshop.phase(clock.now()), sessions.all()]).toEqual(['ended', []])
})

test('what was done is there after a restart', async () => {
  const { run, workshop, workshopStore } = await open()
  for (const seconds of [10, 20, 30]) void run({ type: 'start-timer', label: `${seconds}`, seconds })
  await run({ type: 'eyes-front', text: 'Look here' })
  await expect
    .poll(async () => (await workshopStore.all()).find(({ id }) => id === workshop.stored.id)?.room)
    .toEqual(workshop.room)
  expect(workshop.room.timer?.label).toBe('30')
})
