import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { classViewSchema, type ClassView } from '../../server/protocol/class.ts'
import { instanceNameSchema } from '../../server/protocol/ids.ts'
import type { ClientMessage } from '../../server/protocol/messages.ts'
import { someClass } from '../../server/testing/some-class.ts'
import { ClassClient } from './class-client.ts'
import { ApiError } from './session-api.ts'
import { INITIAL_STATE, type SessionState } from './session-state.ts'

const node1 = instanceNameSchema.parse('node1')
const [note] = classViewSchema.shape.notes.parse([
  {
    id: 'aaaaaaaaaaaa',
    at: 0,
    from: 'Ada',
    kind: 'offer',
    isPersonal: false,
    text: 'Look at what runs.',
    command: 'docker ps',
  },
])
const waiting: ClassView = { ...someClass, status: 'waiting', position: 2 }

function setUp(known: ClassView | null) {
  const server = {
    known,
    isAway: false,
    looks: 0,
    isConnected: false,
    terminal: { isAttached: true, channel: 3 },
  }
  const store = createStore<SessionState>(() => INITIAL_STATE)
  const messages: ClientMessage[] = []
  const notices: string[] = []
  const client = new ClassClient(store, {
    api: {
      getClass: async () => {
        server.looks++
        if (server.isAway) throw new ApiError('OFFLINE', 'Drydock does not answer.')
        return server.known
      },
      raiseHand: async (isRaised) => {
        if (server.isAway) throw new ApiError('OFFLINE', 'Drydock does not answer.')
        return { ...server.known!, hand: isRaised ? { raisedAt: 1, position: 3 } : null }
      },
      leaveClass: async () => {
        if (server.isAway) throw new ApiError('OFFLINE', 'Drydock does not answer.')
        client.receive({ type: 'class', class: null })
      },
    },
    terminals: { get: () => server.terminal },
    session: {
      get isConnected() {
        return server.isConnected
      },
      send: (message) => messages.push(message),
      focusTerminal: () => undefined,
    },
    notify: (message) => notices.push(message),
  })
  return { server, store, client, messages, notices, view: () => store.getState().classView }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a workshop', () => {
  it('is looked at again and again while no socket tells, so that who waits gets in by themselves', async () => {
    const { client, server, view } = setUp(waiting)
    const following = client.start()
    await client.refresh()
    expect(view()).toEqual(waiting)
    server.known = someClass
    await vi.advanceTimersByTimeAsync(6_000)
    expect(view()).toEqual(someClass)
    following.dispose()
    const { looks } = server
    await vi.advanceTimersByTimeAsync(20_000)
    expect(server.looks).toBe(looks)
  })

  it('that is over is looked at now and then, as it may be given more time', async () => {
    const { client, server, view } = setUp({ ...someClass, phase: 'ended' })
    const following = client.start()
    await client.refresh()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(server.looks).toBe(1)
    server.known = someClass
    await vi.advanceTimersByTimeAsync(1_000)
    expect(view()).toEqual(someClass)
    following.dispose()
    const { looks } = server
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.looks).toBe(looks)
  })

  it('that is over is looked at when somebody comes back to the page', async () => {
    const { client, server, view } = setUp({ ...someClass, phase: 'ended' })
    client.lookAgain()
    expect(server.looks).toBe(0)
    await client.refresh()
    server.known = someClass
    client.lookAgain()
    await vi.advanceTimersByTimeAsync(0)
    expect(view()).toEqual(someClass)
    server.isConnected = true
    client.lookAgain()
    expect(server.looks).toBe(2)
  })

  it('is asked for once by who is in none', async () => {
    const { client, server, view } = setUp(null)
    client.start()
    await client.refresh()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(view()).toBeNull()
    expect(server.looks).toBe(1)
  })

  it('is told by the socket while there is one', async () => {
    const { client, server, view } = setUp(waiting)
    client.start()
    server.isConnected = true
    await client.refresh()
    expect(view()).toBeNull()
    client.receive({ type: 'class', class: someClass })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(view()).toEqual(someClass)
  })

  it('keeps the personal link, which the socket does not know, or asks for it', async () => {
    const { client, server, view } = setUp(waiting)
    server.isConnected = true
    client.receive({ type: 'class', class: { ...someClass, personalUrl: '' } })
    await vi.advanceTimersByTimeAsync(0)
    expect(view()).toEqual(someClass)
    client.receive({ type: 'class', class: { ...someClass, title: 'Renamed', personalUrl: '' } })
    expect(view()).toEqual({ ...someClass, title: 'Renamed' })
    expect(server.looks).toBe(1)
  })

  it('stays on the page while the server is away', async () => {
    const { client, server, view } = setUp(waiting)
    client.start()
    await client.refresh()
    server.isAway = true
    await vi.advanceTimersByTimeAsync(20_000)
    expect(view()).toEqual(waiting)
  })

  it('that takes the place away says so', async () => {
    const { client, notices, view } = setUp(null)
    client.receive({ type: 'class', class: someClass })
    client.receive({ type: 'class', class: null })
    expect(view()).toBeNull()
    expect(notices).toEqual(['You are no longer in the workshop “Registries by hand”.'])
  })

  it('is left without another word, or says why it was not', async () => {
    const { client, server, notices, view } = setUp(null)
    client.receive({ type: 'class', class: someClass })
    server.isAway = true
    await client.leave()
    expect(view()).toEqual(someClass)
    expect(notices).toEqual(['You have not left the workshop. Drydock does not answer.'])
    server.isAway = false
    await client.leave()
    expect(view()).toBeNull()
    expect(notices).toHaveLength(1)
  })
})

describe('a hand', () => {
  it('is raised without a session, and shown at once', async () => {
    const { client, view, messages } = setUp(waiting)
    await client.refresh()
    await client.raiseHand(true)
    expect([view()?.hand?.position, messages]).toEqual([3, []])
    await client.raiseHand(false)
    expect(view()?.hand).toBeNull()
  })

  it('is told by the socket while there is one, which knows more', async () => {
    const { client, server, view } = setUp(someClass)
    server.isConnected = true
    client.receive({ type: 'class', class: { ...someClass, hand: { raisedAt: 1, position: 4 } } })
    await client.raiseHand(true)
    expect(view()?.hand?.position).toBe(4)
  })

  it('says why it was not raised', async () => {
    const { client, server, notices } = setUp(someClass)
    server.isAway = true
    await client.raiseHand(true)
    expect(notices).toEqual(['Your hand was not raised. Drydock does not answer.'])
  })
})

describe('a command that is offered', () => {
  it('is typed into the terminal in use', () => {
    const { client, messages, store } = setUp(null)
    client.runOffer(note!, node1)
    expect(messages).toEqual([{ type: 'run-offer', channel: 3, note: note!.id }])
    expect(store.getState().offers[note!.id]).toEqual({ status: 'sent', instance: 'node1' })
  })

  it('says beside it why it was not', () => {
    const { client, messages, server, store } = setUp(null)
    const busy = { type: 'error', code: 'TERMINAL_BUSY', message: 'A command is still running.' } as const
    expect(client.failed(busy)).toBe(false)
    expect(client.failed({ ...busy, note: note!.id })).toBe(true)
    expect(store.getState().offers[note!.id]).toEqual({ status: 'failed', message: busy.message })
    server.terminal.isAttached = false
    client.runOffer(note!, node1)
    expect(messages).toEqual([])
    expect(store.getState().offers[note!.id]).toMatchObject({ status: 'failed' })
  })
})
