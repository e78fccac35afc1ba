import { once } from 'node:events'
import { afterAll, afterEach, expect, test } from 'vitest'
import { ERRORS } from '../protocol/errors.ts'
import { ClassTabs } from '../testing/class-tabs.ts'
import { CLASS_COOKIES, OTHER_WORKSHOP_ID, startClass } from '../testing/open-class.ts'

const server = await startClass({ seats: 50 })
const { workshop, teaching } = server
const tabs = new ClassTabs(server)
afterAll(() => server[Symbol.asyncDispose]())
afterEach(() => tabs.closeAll())

test('those in view are shown small, with what they have printed last', async () => {
  const participant = await tabs.openParticipant('Linus')
  const other = await tabs.openParticipant('Ken')
  participant.stream.print('docker ps')
  other.stream.print('of somebody who is not in view')
  const cockpit = await tabs.openCockpit()
  cockpit.send({ type: 'wall', seats: [participant.id] })
  const picture = await cockpit.next('picture')
  expect(picture).toMatchObject({ seat: participant.id, instance: 'node1', cols: 80, rows: 24 })
  expect(picture.output).toContain('docker ps')
  await cockpit.settled()
  expect(cockpit.messages.filter(({ type }) => type === 'picture')).toEqual([])
})

test('who does not want to be on the wall is not shown, from then on', async () => {
  const participant = await tabs.openParticipant('Linus')
  const cockpit = await tabs.openCockpit()
  cockpit.send({ type: 'wall', seats: [participant.id] })
  await cockpit.next('picture')
  participant.tab.send({ type: 'set-on-wall', isOnWall: false })
  await cockpit.next('seats', ({ changed }) => changed.some(({ isOnWall }) => !isOnWall))
  participant.stream.print('secret')
  await participant.tab.printed('secret')
  // Out of view and in again: what comes into view is sent at once.
  for (const seats of [[], [participant.id]]) cockpit.send({ type: 'wall', seats })
  await cockpit.settled()
  expect(JSON.stringify(cockpit.messages)).not.toContain('secret')
  participant.tab.send({ type: 'set-on-wall', isOnWall: true })
  await cockpit.next('seats', ({ changed }) => changed.some(({ isOnWall }) => isOnWall))
  cockpit.send({ type: 'wall', seats: [participant.id] })
  expect((await cockpit.next('picture')).output).toContain('secret')
})

test('a seat of another workshop is on nobody’s wall', async () => {
  const participant = await tabs.openParticipant('Linus')
  const others = await tabs.openCockpit(CLASS_COOKIES.otherInstructor, OTHER_WORKSHOP_ID)
  others.send({ type: 'wall', seats: [participant.id] })
  others.send({ type: 'attach', channel: 1, seat: participant.id, input: 'c'.repeat(16), cols: 80, rows: 24 })
  expect(await others.next('error')).toMatchObject({ code: 'WATCH_REFUSED' })
  await others.settled()
  expect(JSON.stringify(others.messages)).not.toContain('Linus')
  expect(others.messages.filter(({ type }) => type === 'picture')).toEqual([])
})

test('what a cockpit sends that is not of the protocol is refused, and cut off when it goes on', async () => {
  const cockpit = await tabs.openCockpit()
  const closed = once(cockpit.socket, 'close')
  cockpit.send({ type: 'set-on-wall', isOnWall: false })
  const { code: refused, message } = await cockpit.next('error')
  expect(refused).toBe('BAD_MESSAGE')
  // An instructor reads it.
  expect(message).toContain(ERRORS.BAD_MESSAGE.message)
  for (let count = 1; count < 20; count++) cockpit.socket.send('{')
  const [code] = (await closed) as [number]
  expect(code).toBe(1008)
})

test('a cockpit closes with its workshop', async () => {
  const { instructors, workshops } = teaching
  const made = await workshops.create(workshop.stored.plan, instructors.host)
  const cockpit = await tabs.openCockpit(CLASS_COOKIES.instructor, made.stored.id)
  const closed = once(cockpit.socket, 'close')
  await workshops.remove(made)
  const [code] = (await closed) as [number]
  expect(code).toBe(1000)
})

const follow = { type: 'follow', channel: 2, cols: 70, rows: 20, input: 'f'.repeat(16) }

test('a presented terminal is followed by participants, read-only, until the presentation ends', async () => {
  const { tab } = await tabs.openParticipant('Linus')
  tab.send(follow)
  expect(await tab.next('error')).toMatchObject({ code: 'ITEM_GONE', channel: 2 })
  const { cookie, stream } = await tabs.openPresenter()
  tab.send(follow)
  expect(await tab.next('attached')).toMatchObject({ channel: 2 })
  stream.print('shown to all')
  await tab.printed('shown to all')
  const { sizes } = stream
  const before = [...sizes]
  for (const attempt of [
    { type: 'drive', channel: 2 },
    { type: 'run', channel: 2, lab: 'lab', chapter: 'chapter', block: 'block' },
    { type: 'show', channel: 2, lab: 'lab', chapter: 'chapter', check: 'check' },
  ]) {
    tab.send(attempt)
    expect(await tab.next('error')).toMatchObject({ code: 'NOT_DRIVING', channel: 2 })
  }
  tab.send({ type: 'resize', channel: 2, cols: 30, rows: 10 })
  tab.send({ type: 'ping' })
  await tab.next('pong')
  expect([stream.typed, sizes]).toEqual(['', before])
  expect((await tabs.command({ type: 'present', terminal: null }, cookie)).status).toBe(204)
  expect(await tab.next('exited')).toEqual({ type: 'exited', channel: 2 })
  stream.print('not for all')
  tab.send(follow)
  expect(await tab.next('error')).toMatchObject({ code: 'ITEM_GONE' })
  expect(tab.output).not.toContain('not for all')
})

test('a presentation ends with the presenter’s session', async () => {
  const { tab } = await tabs.openParticipant('Linus')
  const { session } = await tabs.openPresenter()
  tab.send(follow)
  await tab.next('attached')
  await server.sessions.close(session, 'participant')
  await tab.next('exited')
  expect(workshop.presentation).toBeNull()
})

test('who is in no workshop follows nothing, and takes part in nothing', async () => {
  await tabs.openPresenter()
  const { token } = await server.sessions.open()
  const tab = tabs.openTab(`drydock_session=${token}`)
  await tab.next('progress')
  for (const message of [follow, { type: 'set-on-wall', isOnWall: false }]) {
    tab.send(message)
    expect(await tab.next('error')).toMatchObject({ code: 'NO_SEAT' })
  }
})
