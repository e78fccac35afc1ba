import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  teachClientMessageSchema,
  type ClassCommand,
  type TeachClientMessage,
  type TeachServerMessage,
} from '../../../server/protocol/cockpit.ts'
import { FIRST_TERMINAL, instanceNameSchema } from '../../../server/protocol/ids.ts'
import { workshopIdSchema, workshopViewSchema, type WorkshopView } from '../../../server/protocol/workshop.ts'
import { ApiError } from '../../session/session-api.ts'
import type { WebSocketLike } from '../../session/session-socket.ts'
import type { TerminalScreen } from '../../session/terminal-channel.ts'
import { CockpitClient } from './cockpit-client.ts'
import { testColumns, testSeat } from './test-class.ts'

const id = workshopIdSchema.parse('aaaaaaaaaaaaaaaa')
const workshop = workshopViewSchema.parse({
  id,
  title: 'Containers',
  lab: 'registries',
  chapters: [],
  seats: 20,
  startsAt: 0,
  endsAt: 1,
  sessionMinutes: 60,
  maxInstances: 1,
  hub: 'sandbox',
  preparesAhead: false,
  phase: 'open',
  joinCode: '7K3M-Q9TX',
  joinUrl: 'http://localhost/join/7K3M-Q9TX',
  teachers: [],
  role: 'instructor',
  seated: 1,
  waiting: 0,
  deletedUntil: null,
  keptUntil: null,
})
const anna = testSeat('anna')
const ref = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }
const cockpit: TeachServerMessage = {
  type: 'cockpit',
  workshop,
  columns: testColumns({ first: ['a'] }),
  room: { pace: null, poll: null, timer: null, eyesFront: null, presentation: null, sent: [] },
  seats: [anna],
}

class FakeSocket implements WebSocketLike {
  binaryType: BinaryType = 'blob'
  onopen: WebSocket['onopen'] = null
  onmessage: WebSocket['onmessage'] = null
  onclose: WebSocket['onclose'] = null
  readonly sent: TeachClientMessage[] = []

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (typeof data === 'string') this.sent.push(teachClientMessageSchema.parse(JSON.parse(data)))
  }

  close(): void {}

  accept(): void {
    this.onopen?.call(this as never, new Event('open') as never)
  }

  says(message: TeachServerMessage): void {
    const event = new MessageEvent('message', { data: JSON.stringify(message) })
    this.onmessage?.call(this as never, event as never)
  }

  drops(): void {
    const event = Object.assign(new Event('close'), { code: 1006 })
    this.onclose?.call(this as never, event as never)
  }

  all(type: TeachClientMessage['type']): TeachClientMessage[] {
    return this.sent.filter((message) => message.type === type)
  }
}

const screen: TerminalScreen = {
  size: { cols: 80, rows: 24 },
  write: (_bytes, onParsed) => onParsed(),
  reset: (onDone) => onDone(),
  announce: () => undefined,
  setInputAllowed: () => undefined,
  setReplaying: () => undefined,
  setSize: () => undefined,
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function setUp() {
  const server: { workshop: WorkshopView | ApiError; commands: ClassCommand[]; refusal: ApiError | null } = {
    workshop,
    commands: [],
    refusal: null,
  }
  const sockets: FakeSocket[] = []
  const readWorkshop = async () => {
    if (server.workshop instanceof ApiError) throw server.workshop
    return server.workshop
  }
  const client = new CockpitClient(
    id,
    {
      readWorkshop,
      readMyName: async () => 'Tess',
      command: async (command) => {
        if (server.refusal) throw server.refusal
        server.commands.push(command)
      },
      restore: async () => (server.workshop = workshop),
    },
    {
      open: () => {
        const socket = new FakeSocket()
        sockets.push(socket)
        return socket
      },
      random: () => 0,
    },
  )
  const following = client.start()
  await vi.advanceTimersByTimeAsync(0)
  return {
    client,
    server,
    sockets,
    following,
    state: () => client.store.getState(),
    last: () => sockets.at(-1)!,
  }
}

async function setUpOpen() {
  const all = await setUp()
  all.last().accept()
  all.last().says(cockpit)
  return all
}

it('shows the class as the socket tells it', async () => {
  const { state, last, client } = await setUpOpen()
  expect(state()).toMatchObject({
    phase: { status: 'open' },
    myName: 'Tess',
    workshop: { title: 'Containers' },
  })
  last().says({ type: 'seats', changed: [{ ...anna, done: [0] }], gone: [] })
  expect(state().summary.done).toEqual([1])
  last().says({ type: 'picture', seat: anna.id, instance: ref.instance, cols: 80, rows: 24, output: '$ ' })
  expect(client.pictures.of(anna.id)?.output).toBe('$ ')
  last().says({ type: 'seats', changed: [{ ...anna, isOnWall: false }], gone: [] })
  expect(client.pictures.of(anna.id)).toBeUndefined()
})

it.each([
  ['NOT_INSTRUCTOR', 'signed-out'],
  ['WORKSHOP_NOT_FOUND', 'not-found'],
  ['OFFLINE', 'unreachable'],
])('answers to %s with %s', async (code, status) => {
  const { server, client, sockets, state } = await setUp()
  server.workshop = new ApiError(code, 'No.')
  await client.look()
  expect(state().phase.status).toBe(status)
  server.workshop = workshop
  await client.look()
  expect(state().phase.status).toBe('open')
  expect(sockets).toHaveLength(2)
})

it('connects again after a loss and asks for the wall and the watched terminal again', async () => {
  const { client, sockets, last, state } = await setUpOpen()
  client.showOnWall([anna.id])
  client.watched.open(anna.id, ref, screen)
  expect(last().all('attach')).toMatchObject([{ channel: 1, seat: anna.id, cols: 80, rows: 24 }])
  last().drops()
  expect(state().socket.status).toBe('waiting')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sockets).toHaveLength(2)
  last().accept()
  expect(last().all('wall')).toEqual([{ type: 'wall', seats: [anna.id] }])
  expect(last().all('attach')).toMatchObject([{ seat: anna.id }])
})

it('stops when it was signed out meanwhile', async () => {
  const { server, sockets, last, state } = await setUpOpen()
  server.workshop = new ApiError('NOT_INSTRUCTOR', 'No.')
  last().drops()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sockets).toHaveLength(1)
  expect(state().phase.status).toBe('signed-out')
})

it('watches one terminal at a time, and detaches it when it is closed', async () => {
  const { client, last } = await setUpOpen()
  const ben = testSeat('ben')
  const closeFirst = client.watched.open(anna.id, ref, screen)
  const closeSecond = client.watched.open(ben.id, ref, screen)
  expect(last().all('detach')).toHaveLength(1)
  closeFirst()
  expect(last().all('detach')).toHaveLength(1)
  closeSecond()
  expect(last().all('detach')).toHaveLength(2)
  expect(last().all('attach')).toMatchObject([{ seat: anna.id }, { seat: ben.id }])
})

it('says why a command was refused, until the next one', async () => {
  const { client, server, state } = await setUpOpen()
  server.refusal = new ApiError('SEAT_NOT_FOUND', 'There is no such participant.')
  expect(await client.tell({ type: 'lower-hand', seat: anna.id })).toBe(false)
  expect(state().problem).toBe('There is no such participant.')
  server.refusal = null
  expect(await client.askToWatch(anna.id, 'watch', ref)).toBe(true)
  expect(state().problem).toBeNull()
  expect(server.commands).toEqual([{ type: 'ask-watch', seat: anna.id, mode: 'watch', ...ref }])
})

it('does not connect to a deleted workshop, and brings it back', async () => {
  const { server, client, sockets, state } = await setUp()
  server.workshop = { ...workshop, phase: 'deleted', deletedUntil: 1 }
  await client.look()
  expect(state().workshop?.phase).toBe('deleted')
  expect(sockets).toHaveLength(1)
  await client.restore()
  expect(state().workshop?.phase).toBe('open')
  expect(sockets).toHaveLength(2)
})

it('leaves nothing behind when it is disposed', async () => {
  const { following, state } = await setUpOpen()
  following.dispose()
  expect(state().socket.status).toBe('closed')
  expect(vi.getTimerCount()).toBe(0)
})
