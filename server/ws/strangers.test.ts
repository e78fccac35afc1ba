import { once } from 'node:events'
import { afterAll, afterEach, expect, test } from 'vitest'
import type WebSocket from 'ws'
import { EMPTY_ROOM, withNote } from '../domain/room.ts'
import { classItemIdSchema } from '../protocol/class.ts'
import { FIRST_TERMINAL, instanceNameSchema } from '../protocol/ids.ts'
import { encodeFrame } from '../protocol/frames.ts'
import type { ClientMessage } from '../protocol/messages.ts'
import { createLabBench } from '../testing/lab-bench.ts'
import { EXAMPLE_WORKSHOP, storeExamples } from '../testing/example-workshop.ts'
import { openSeatWithEverything, openVictim, openWithEverything } from '../testing/open-victim.ts'
import { recordCalls } from '../testing/record-calls.ts'
import { EXAMPLE_ITEM, MESSAGE_EXAMPLES } from '../testing/request-examples.ts'
import { smallLab } from '../testing/small-lab.ts'
import { attach, Tab } from '../testing/socket-tab.ts'
import { INSTRUCTOR_TOKEN, OPERATOR_TOKEN, startTestServer } from '../testing/test-server.ts'
import { MESSAGE_ACTIONS } from './message-actions.ts'

/** Nobody reaches another's terminals and steps, by any message. The messages are those of the protocol. */

const bench = createLabBench({ catalog: smallLab })
const calls: string[] = []
for (const port of [bench.access, bench.provisioner]) recordCalls(port, calls)
await storeExamples(bench)
const server = await startTestServer(bench)
const victim = await openVictim(server)
const victimTab = new Tab(server, victim.cookie)
await victimTab.next('session')
victimTab.send(attach)
await victimTab.next('attached')
const stream = server.access.streams.at(-1)!
afterAll(() => server[Symbol.asyncDispose]())

const node1 = instanceNameSchema.parse('node1')
const tabs: WebSocket[] = []
afterEach(async () => {
  for (const socket of tabs.splice(0)) {
    socket.close()
    await once(socket, 'close')
  }
})

const messages = Object.keys(MESSAGE_ACTIONS) as ClientMessage['type'][]
const STRANGERS = {
  'session without instances': async () => `drydock_session=${(await server.sessions.open()).token}`,
  'session with the same names': async () => (await openWithEverything(server, 'own')).cookie,
}

/** Sends it as the stranger, and waits until all that it brings about has been. */
async function play(cookie: string, send: (tab: Tab) => void, { isAttached = false } = {}): Promise<string> {
  const tab = new Tab(server, cookie)
  tabs.push(tab.socket)
  let seen = ''
  tab.socket.on('message', (data: Buffer) => (seen += data.toString()))
  await tab.next('progress')
  if (isAttached) {
    tab.send(attach)
    await tab.next('attached')
  }
  send(tab)
  tab.send({ type: 'ping' })
  await tab.next('pong')
  return seen
}

/** Somebody in a workshop who is asked, offered and shown something. */
async function openInClass() {
  const workshop = server.teaching.workshops.byId(EXAMPLE_WORKSHOP.id)!
  for (const seat of [...workshop.seats.values()]) await server.teaching.workshops.leave({ workshop, seat })
  const { session, seat, cookie } = await openSeatWithEverything(server, 'own')
  const id = classItemIdSchema.parse(EXAMPLE_ITEM)
  const by = { at: 0, from: 'Ada', text: 'Try this', to: null }
  const poll = { id, question: 'Ready?', options: ['Yes', 'No'], isOpen: true, isShared: false, answers: {} }
  const room = withNote(EMPTY_ROOM, { ...by, id, kind: 'offer', command: 'docker ps' })
  workshop.restate({ ...workshop.stored, room: { ...room, poll } })
  const watched = { instance: node1, terminal: FIRST_TERMINAL, by: 'Ada', ending: new AbortController() }
  const request = { id, instructorId: 'host', mode: 'watch', status: 'asked', since: 0 } as const
  workshop.setWatch(seat.stored.id, { ...watched, ...request })
  workshop.setPresentation({ ...watched, instructorId: 'host', session, ending: new AbortController() })
  return { cookie }
}

function victimState() {
  return { view: victim.view(), typed: stream.typed, sizes: [...stream.sizes], isClosed: stream.isClosed }
}

function aboutVictim(): string[] {
  return calls.filter((call) => victim.handles.some((handle) => handle.test(call)))
}

test.each(messages.flatMap((type) => Object.keys(STRANGERS).map((stranger) => ({ type, stranger }))))(
  '$type: a $stranger neither sees nor touches another’s',
  async ({ type, stranger }) => {
    const cookie = await STRANGERS[stranger as keyof typeof STRANGERS]()
    const before = victimState()
    calls.length = 0
    const seen = await play(cookie, (tab) => tab.send({ type, ...MESSAGE_EXAMPLES[type] }))
    expect(victim.secrets.filter((secret) => seen.includes(secret))).toEqual([])
    expect(aboutVictim()).toEqual([])
    expect(victimState()).toEqual(before)
  },
)

test.each(messages)('%s works on what is one’s own, so that a refusal means something', async (type) => {
  const { cookie } = await openInClass()
  const seen = await play(cookie, (tab) => tab.send({ type, ...MESSAGE_EXAMPLES[type] }), {
    isAttached: true,
  })
  // One that finds nothing to catch up with, or nothing that asks, says so; none is unknown or refused.
  expect(seen).not.toMatch(/"code":"(?!NOTHING_ASKS|VARIABLE)/)
})

test('keys on a channel of another’s tab reach nobody', async () => {
  const before = victimState()
  const key = encodeFrame(1, new TextEncoder().encode('rm -rf /\r'))
  const seen = await play(await STRANGERS['session with the same names'](), (tab) => tab.socket.send(key))
  expect(seen).toContain('CHANNEL_UNKNOWN')
  expect(victimState()).toEqual(before)
})

test('what another’s terminal prints is sent to nobody else', async () => {
  const { cookie } = await openWithEverything(server, 'own')
  const seen = await play(cookie, () => stream.print('secret of the victim'), { isAttached: true })
  await victimTab.printed('secret of the victim')
  expect(seen).not.toContain('secret of the victim')
})

test.each([
  ['a visitor', ''],
  ['an instructor', `drydock_instructor=${INSTRUCTOR_TOKEN}`],
  ['somebody with a made-up cookie', `drydock_session=${victim.token}x`],
])('%s gets no socket', async (_who, cookie) => {
  const tab = new Tab(server, cookie, { authorization: `Bearer ${OPERATOR_TOKEN}` })
  const [, answer] = (await once(tab.socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number; destroy(): void },
  ]
  answer.destroy()
  expect(answer.statusCode).toBe(404)
})

test('a session that ends takes its sockets along, and its cookie opens none', async () => {
  const { session, cookie } = await openWithEverything(server, 'own')
  const tab = new Tab(server, cookie)
  await tab.next('session')
  const closed = once(tab.socket, 'close')
  await server.sessions.close(session, 'participant')
  await closed
  const again = new Tab(server, cookie)
  const [, answer] = (await once(again.socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number; destroy(): void },
  ]
  answer.destroy()
  expect(answer.statusCode).toBe(404)
})
