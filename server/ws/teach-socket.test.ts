import { once } from 'node:events'
import { afterAll, afterEach, expect, test } from 'vitest'
import { encodeFrame } from '../protocol/frames.ts'
import { ClassTabs, FIRST, startInstance, type Participant } from '../testing/class-tabs.ts'
import { CLASS_COOKIES, CO_INSTRUCTOR, startClass, takeSeat } from '../testing/open-class.ts'
import { TeachTab } from '../testing/teach-tab.ts'

const server = await startClass({ seats: 50 })
const { workshop, teaching } = server
const tabs = new ClassTabs(server)
afterAll(() => server[Symbol.asyncDispose]())
afterEach(() => tabs.closeAll())

const view = { type: 'view', lab: 'lab', chapter: 'chapter' }
const planEnd = workshop.stored.plan.endsAt

/** As the participant reads it. */
async function asked({ id, tab }: Participant, mode: 'watch' | 'drive', cookie?: string) {
  const answer = await tabs.command({ type: 'ask-watch', seat: id, mode, ...FIRST }, cookie)
  expect(answer.status).toBe(204)
  // The message of the seat's page is told by the class's views, which follow the workshop from their first tick on.
  teaching.classViews.tick()
  for (;;) {
    const watch = (await tab.next('class')).class?.watch
    if (watch?.status === 'asked') return watch
  }
}

async function consented(participant: Participant, mode: 'watch' | 'drive') {
  const { id: watch } = await asked(participant, mode)
  participant.tab.send({ type: 'answer-watch', watch, isGranted: true })
  await expect.poll(() => workshop.watches.get(participant.id)?.status).toBe('granted')
  return watch
}

function look({ id: seat }: Participant, channel = 1) {
  return { type: 'attach', channel, seat, input: 'c'.repeat(16), cols: 90, rows: 20 }
}

function keys(text: string): Uint8Array {
  return encodeFrame(1, new TextEncoder().encode(text))
}

test.each([
  ['a visitor', () => '', 403],
  ['a made-up cookie', () => 'drydock_instructor=made-up', 403],
  ['a participant', async () => (await takeSeat(server)).cookie, 403],
  ['an instructor of another workshop', () => CLASS_COOKIES.otherInstructor, 404],
])('%s gets no cockpit', async (_who, cookie, status) => {
  expect(await new TeachTab(server, await cookie()).refusal()).toBe(status)
})

test('there is no cockpit of a workshop that there is not', async () => {
  const none = new TeachTab(server, CLASS_COOKIES.instructor, 'c'.repeat(16))
  expect(await none.refusal()).toBe(404)
})

test('a cockpit begins with all that there is', async () => {
  const { id } = await tabs.openParticipant('Linus')
  const cockpit = await tabs.openCockpit(CLASS_COOKIES.coInstructor)
  expect(cockpit.messages[0]?.type).toBe('cockpit')
  const first = await cockpit.next('cockpit')
  expect(first.workshop).toMatchObject({ title: 'Registries', role: 'co-instructor', seated: 1 })
  expect(first.columns).toMatchObject([{ chapter: 'chapter', step: 'step', check: 'check' }])
  expect(first.seats).toMatchObject([
    { id, name: 'Linus', status: 'working', done: [], instances: [{ name: 'node1', terminals: [1] }] },
  ])
})

test('a cockpit whose sign-in has ended is closed, and another one of the same instructor is not', async () => {
  const token = await teaching.instructors.admit(CO_INSTRUCTOR)
  const ended = await tabs.openCockpit(`drydock_instructor=${token}`)
  const other = await tabs.openCockpit(CLASS_COOKIES.coInstructor)
  const closed = once(ended.socket, 'close')
  await teaching.instructors.signOut(token)
  await closed
  await other.settled()
  expect(await new TeachTab(server, `drydock_instructor=${token}`).refusal()).toBe(403)
})

test('a check that turns done, a seat that is left and a raised hand are told', async () => {
  const cockpit = await tabs.openCockpit()
  const participant = await tabs.openParticipant('Linus')
  const row = (isIt: (one: { done: number[]; hand: number | null }) => boolean) =>
    cockpit.next('seats', ({ changed }) => changed.some((one) => one.id === participant.id && isIt(one)))
  await tabs.raiseHand(participant)
  await row(({ hand }) => hand !== null)
  // Its script succeeds.
  participant.tab.send(view)
  const told = await row(({ done }) => done.length > 0)
  expect(told.changed).toMatchObject([{ name: 'Linus', done: [0], current: null }])
  await teaching.workshops.leave(participant.place)
  const after = await cockpit.next('seats', ({ gone }) => gone.length > 0)
  expect(after.gone).toEqual([participant.id])
})

test('what is undone is undone in the cockpit, as on the participant’s own page', async () => {
  const cockpit = await tabs.openCockpit()
  const participant = await tabs.openParticipant('Linus')
  const done = (columns: number) =>
    cockpit.next('seats', ({ changed }) => changed.some((one) => one.done.length === columns))
  participant.tab.send(view)
  await done(1)
  // Those of the time before it was done.
  cockpit.messages.length = 0
  server.access.answer = () => ({ status: 'exited', exitCode: 1, output: '' })
  // Of the shell: the checks are run again.
  participant.session.notifyActivity()
  expect((await done(0)).changed).toMatchObject([{ name: 'Linus', done: [], current: 0 }])
  const own = await server.checks.progress(participant.session)
  expect(own).toEqual([])
  server.access.answer = () => ({ status: 'exited', exitCode: 0, output: '' })
})

test('a hand is seen of who has no session, whose session has ended, and who waits for a seat', async () => {
  const { workshops } = teaching
  const cockpit = await tabs.openCockpit()
  const handOf = (name: string) =>
    cockpit.next('seats', ({ changed }) => changed.some((one) => one.name === name && one.hand !== null))
  const { seat, token } = await workshops.join(workshop, 'Linus')
  await tabs.raiseHand({ cookie: `drydock_seat=${token}` })
  expect((await handOf('Linus')).changed).toMatchObject([{ status: 'joined' }])
  const ended = await takeSeat(server, 'Ken')
  await server.sessions.close(ended.session, 'idle')
  await tabs.raiseHand(ended)
  expect((await handOf('Ken')).changed).toMatchObject([{ status: 'joined' }])
  await workshops.change(workshop, { seats: 2 })
  const waiting = await workshops.join(workshop, 'Eve')
  await tabs.raiseHand({ cookie: `drydock_seat=${waiting.token}` })
  expect((await handOf('Eve')).changed).toMatchObject([{ status: 'waiting' }])
  await workshops.change(workshop, { seats: 50 })
  expect(workshop.room.hands[seat.stored.id]).toBeLessThan(workshop.room.hands[ended.id]!)
})

test('what an instructor does, the other one sees', async () => {
  const cockpit = await tabs.openCockpit(CLASS_COOKIES.coInstructor)
  await tabs.command({ type: 'eyes-front', text: 'Look here' })
  expect((await cockpit.next('room', ({ room }) => room.eyesFront !== null)).room).toMatchObject({
    eyesFront: { text: 'Look here' },
  })
  await tabs.command({ type: 'extend', to: null, minutes: 5 })
  const { workshop: told } = await cockpit.next('workshop', (one) => one.workshop.endsAt > planEnd)
  expect(told.endsAt).toBe(planEnd + 300_000)
})
test('a terminal is not seen before its participant has consented', async () => {
  const participant = await tabs.openParticipant('Linus')
  const cockpit = await tabs.openCockpit()
  const refused = { code: 'WATCH_REFUSED', channel: 1 }
  cockpit.send(look(participant))
  expect(await cockpit.next('error')).toMatchObject(refused)
  const { id: watch } = await asked(participant, 'watch')
  cockpit.send(look(participant))
  expect(await cockpit.next('error')).toMatchObject(refused)
  participant.tab.send({ type: 'answer-watch', watch, isGranted: false })
  await expect.poll(() => workshop.watches.size).toBe(0)
  cockpit.send(look(participant))
  expect(await cockpit.next('error')).toMatchObject(refused)
  participant.stream.print('secret')
  await participant.tab.printed('secret')
  await cockpit.settled()
  expect(cockpit.output).toBe('')
})

test('who may watch sees what is printed, and can neither type nor change the size', async () => {
  const participant = await tabs.openParticipant('Linus')
  await consented(participant, 'watch')
  const cockpit = await tabs.openCockpit()
  cockpit.send(look(participant))
  await cockpit.next('attached')
  participant.stream.print('hello')
  await cockpit.printed('hello')
  const sizes = [...participant.stream.sizes]
  cockpit.socket.send(keys('rm -rf /\r'))
  expect(await cockpit.next('error')).toMatchObject({ code: 'NOT_DRIVING', channel: 1 })
  cockpit.send({ type: 'drive', channel: 1 })
  expect(await cockpit.next('error')).toMatchObject({ code: 'NOT_DRIVING', channel: 1 })
  cockpit.send({ type: 'resize', channel: 1, cols: 30, rows: 10 })
  await cockpit.settled()
  expect([participant.stream.typed, participant.stream.sizes]).toEqual(['', sizes])
})

test('who may drive types, until the participant ends it', async () => {
  const participant = await tabs.openParticipant('Linus')
  const watch = await consented(participant, 'drive')
  const cockpit = await tabs.openCockpit()
  cockpit.send(look(participant))
  await cockpit.next('attached')
  cockpit.socket.send(keys('docker ps'))
  await cockpit.settled()
  expect(participant.stream.typed).toBe('docker ps')
  participant.tab.send({ type: 'answer-watch', watch, isGranted: false })
  expect(await cockpit.next('exited')).toEqual({ type: 'exited', channel: 1 })
  cockpit.socket.send(keys(' -a'))
  expect(await cockpit.next('error')).toMatchObject({ code: 'CHANNEL_UNKNOWN', channel: 1 })
  cockpit.send(look(participant))
  expect(await cockpit.next('error')).toMatchObject({ code: 'WATCH_REFUSED' })
  participant.stream.print('secret')
  await participant.tab.printed('secret')
  await cockpit.settled()
  expect([participant.stream.typed, cockpit.output]).toEqual(['docker ps', ''])
})

test('what one instructor was allowed, another was not', async () => {
  const participant = await tabs.openParticipant('Linus')
  await consented(participant, 'drive')
  const other = await tabs.openCockpit(CLASS_COOKIES.coInstructor)
  other.send(look(participant))
  expect(await other.next('error')).toMatchObject({ code: 'WATCH_REFUSED' })
  const own = await tabs.openCockpit()
  own.send(look(participant))
  await own.next('attached')
  // Another who asks takes the place of the first, who sees no more.
  const watch = await asked(participant, 'watch', CLASS_COOKIES.coInstructor)
  expect(watch.by).toBe(CO_INSTRUCTOR.name)
  await own.next('exited')
})

test('a co-instructor who is removed sees and presents nothing more, and their cockpit closes', async () => {
  const planned = workshop.stored
  const participant = await tabs.openParticipant('Linus')
  const own = await tabs.openCockpit()
  const { id: watch } = await asked(participant, 'drive', CLASS_COOKIES.coInstructor)
  participant.tab.send({ type: 'answer-watch', watch, isGranted: true })
  await expect.poll(() => workshop.watches.get(participant.id)?.status).toBe('granted')
  workshop.setPresentation({
    by: CO_INSTRUCTOR.name,
    instructorId: CO_INSTRUCTOR.id,
    ...FIRST,
    session: participant.session,
    ending: new AbortController(),
  })
  const removed = await tabs.openCockpit(CLASS_COOKIES.coInstructor)
  removed.send(look(participant))
  await removed.next('attached')
  const closed = once(removed.socket, 'close')
  await teaching.workshops.removeTeacher(workshop, CO_INSTRUCTOR.id)
  expect([workshop.watches.size, workshop.presentation]).toEqual([0, null])
  await closed
  const again = new TeachTab(server, CLASS_COOKIES.coInstructor)
  expect(await again.refusal()).toBe(404)
  await own.settled()
  workshop.restate(planned)
})

test('consent to one seat’s terminal opens nobody else’s', async () => {
  const participant = await tabs.openParticipant('Linus')
  const other = await tabs.openParticipant('Ken')
  await consented(participant, 'watch')
  const cockpit = await tabs.openCockpit()
  cockpit.send(look(other))
  expect(await cockpit.next('error')).toMatchObject({ code: 'WATCH_REFUSED' })
})

test('consent does not outlast the session that it was given in', async () => {
  const participant = await tabs.openParticipant('Linus')
  await consented(participant, 'watch')
  const cockpit = await tabs.openCockpit()
  cockpit.send(look(participant))
  await cockpit.next('attached')
  await server.sessions.close(participant.session, 'participant')
  await cockpit.next('exited')
  const { session } = await teaching.seatSessions.open(participant.place, () => server.sessions.open())
  await startInstance(server, session)
  cockpit.send(look(participant))
  expect(await cockpit.next('error')).toMatchObject({ code: 'WATCH_REFUSED' })
})
