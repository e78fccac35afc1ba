import { expect, test } from 'vitest'
import { classItemIdSchema } from '../protocol/class.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { CO_INSTRUCTOR, openClass, takeSeat } from '../testing/open-class.ts'
import { FIRST, startInstance } from '../testing/class-tabs.ts'

const NO_ITEM = classItemIdSchema.parse('z'.repeat(12))
const gone = expect.objectContaining({ code: 'ITEM_GONE' }) as Error

async function open() {
  const bench = await openClass()
  const { commands, workshop, instructors } = bench
  const own = await takeSeat(bench, 'Linus')
  const other = await takeSeat(bench, 'Ken')
  await startInstance(bench, own.session)
  const run = (command: Parameters<typeof commands.run>[2], instructor = instructors.host) =>
    commands.run(workshop, { instructor, session: undefined }, command)
  const ask = async (mode: 'watch' | 'drive', instructor = instructors.host) => {
    await run({ type: 'ask-watch', seat: own.id, mode, ...FIRST }, instructor)
    return workshop.watches.get(own.id)!
  }
  const audited = async () =>
    (await bench.audit.read({ limit: 100 })).map(({ act, target }) => `${act} ${target}`).reverse()
  return { ...bench, ...own, other, run, ask, audited }
}

test('a hand is raised, keeps its place, and is put down', async () => {
  const { classPart, workshop, place, id, clock } = await open()
  classPart.raiseHand(place, true)
  const raisedAt = clock.now()
  clock.advance(1_000)
  classPart.raiseHand(place, true)
  expect(workshop.room.hands).toEqual({ [id]: raisedAt })
  classPart.raiseHand(place, false)
  expect(workshop.room.hands).toEqual({})
})

test('an answer counts for a poll that is open', async () => {
  const { classPart, workshop, place, id, run } = await open()
  await run({ type: 'ask', question: 'Ready?', options: ['Yes', 'No'] })
  const poll = workshop.room.poll!.id
  classPart.answerPoll(place, { poll, option: 1 })
  expect(workshop.room.poll?.answers).toEqual({ [id]: 1 })
  expect(() => classPart.answerPoll(place, { poll: NO_ITEM, option: 0 })).toThrow(gone)
  expect(() => classPart.answerPoll(place, { poll, option: 2 })).toThrow(gone)
  await run({ type: 'close-poll', isShared: false })
  expect(() => classPart.answerPoll(place, { poll, option: 0 })).toThrow(gone)
})

test('an offered command is for whom it was sent to, until they put it away', async () => {
  const { classPart, workshop, place, id, other, run } = await open()
  await run({ type: 'offer', to: id, text: 'Try this', command: 'docker ps' })
  await run({ type: 'send', to: id, kind: 'message', text: 'No command' })
  const [offer, message] = workshop.room.notes
  expect(classPart.offeredCommand(place, offer!.id)).toBe('docker ps')
  expect(() => classPart.offeredCommand(other.place, offer!.id)).toThrow(gone)
  expect(() => classPart.offeredCommand(place, message!.id)).toThrow(gone)
  expect(() => classPart.offeredCommand(place, NO_ITEM)).toThrow(gone)
  classPart.dismissNote(other.place, offer!.id)
  expect(classPart.offeredCommand(place, offer!.id)).toBe('docker ps')
  classPart.dismissNote(place, offer!.id)
  expect(() => classPart.offeredCommand(place, offer!.id)).toThrow(gone)
})

test('a look is granted by the one whose terminal it is, and written down from begin to end', async () => {
  const { classPart, workshop, place, id, other, ask, audited, clock } = await open()
  const { id: watch, ending } = await ask('drive')
  expect(() => classPart.answerWatch(other.place, { watch, isGranted: true })).toThrow(gone)
  expect(workshop.watches.get(id)?.status).toBe('asked')
  clock.advance(1_000)
  classPart.answerWatch(place, { watch, isGranted: true })
  classPart.answerWatch(place, { watch, isGranted: true })
  expect(workshop.watches.get(id)).toMatchObject({ status: 'granted', mode: 'drive', since: clock.now() })
  const target = `${EXAMPLE_WORKSHOP.id} ${id} Instructor`
  await expect.poll(audited).toEqual([`terminal.drive-begun ${target}`])
  classPart.answerWatch(place, { watch, isGranted: false })
  expect([workshop.watches.size, ending.signal.aborted]).toEqual([0, true])
  await expect.poll(audited).toEqual([`terminal.drive-begun ${target}`, `terminal.drive-ended ${target}`])
})

test('a look that is refused never begins', async () => {
  const { classPart, workshop, place, ask, audited } = await open()
  const { id: watch } = await ask('watch')
  classPart.answerWatch(place, { watch, isGranted: false })
  expect(workshop.watches.size).toBe(0)
  expect(() => classPart.answerWatch(place, { watch, isGranted: true })).toThrow(gone)
  expect(await audited()).toEqual([])
})

test('consent is for one request: another one, or another way, is asked for anew', async () => {
  const { classPart, workshop, place, id, ask, audited } = await open()
  const { id: watch } = await ask('watch')
  classPart.answerWatch(place, { watch, isGranted: true })
  const drive = await ask('drive', CO_INSTRUCTOR)
  expect(workshop.watches.get(id)).toMatchObject({ status: 'asked', by: 'Grace', instructorId: 'co' })
  expect(() => classPart.answerWatch(place, { watch, isGranted: true })).toThrow(gone)
  await expect
    .poll(async () => (await audited()).map((entry) => entry.split(' ')[0]))
    .toEqual(['terminal.watch-begun', 'terminal.watch-ended'])
  expect(drive.ending.signal.aborted).toBe(false)
})

test.each([
  ['the participant leaves', (bench: Bench) => bench.workshops.leave(bench.place)],
  ['the session ends', (bench: Bench) => bench.sessions.close(bench.session, 'participant')],
  ['the workshop ends', (bench: Bench) => bench.workshops.end(bench.workshop)],
  ['the instructor ends it', (bench: Bench) => bench.run({ type: 'end-watch', seat: bench.id })],
])('a look ends when %s', async (_when, end) => {
  const bench = await open()
  const { id: watch, ending } = await bench.ask('watch')
  bench.classPart.answerWatch(bench.place, { watch, isGranted: true })
  await end(bench)
  expect([bench.workshop.watches.size, ending.signal.aborted]).toEqual([0, true])
  await expect
    .poll(async () => (await bench.audited()).at(-1))
    .toBe(`terminal.watch-ended ${EXAMPLE_WORKSHOP.id} ${bench.id} Instructor`)
})
type Bench = Awaited<ReturnType<typeof open>>
