import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { encodeFrame } from '../../server/protocol/frames.ts'
import {
  blockIdSchema,
  chapterIdSchema,
  FIRST_TERMINAL,
  instanceNameSchema,
  labIdSchema,
} from '../../server/protocol/ids.ts'
import {
  ACK_BYTES,
  MAX_CLIENT_FRAME_BYTES,
  PING_INTERVAL_MS,
  SOCKET_TIMEOUT_MS,
} from '../../server/protocol/limits.ts'
import { decodeClientMessage, encodeMessage } from '../../server/protocol/messages.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import type { InstanceView, SessionView } from '../../server/protocol/session.ts'
import type { SessionEnd } from '../../server/protocol/timeline.ts'
import { emptySession } from '../../server/testing/empty-session.ts'
import { ApiError, type SessionApi } from './session-api.ts'
import { SessionClient } from './session-client.ts'
import { SessionSocket, type WebSocketLike } from './session-socket.ts'
import type { TerminalScreen } from './terminal-channel.ts'
import { terminalKey } from './terminal-ref.ts'

/** To the question for device attributes. */
const ANSWER = '\x1b[?1;2c'
const node1 = instanceNameSchema.parse('node1')
const first = { instance: node1, terminal: FIRST_TERMINAL }
const view = {
  lab: labIdSchema.parse('container-registries'),
  chapter: chapterIdSchema.parse('private-registry'),
}
const reference = {
  ...view,
  block: blockIdSchema.parse('run-a-registry'),
}

class FakeSocket implements WebSocketLike {
  binaryType: BinaryType = 'blob'
  onopen: WebSocket['onopen'] = null
  onmessage: WebSocket['onmessage'] = null
  onclose: WebSocket['onclose'] = null
  isClosed = false
  readonly messages: ClientMessage[] = []
  readonly frames: Uint8Array[] = []

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (this.isClosed) throw new Error('sent on a closed socket')
    if (typeof data === 'string') {
      const decoded = decodeClientMessage(data)
      if (!decoded.ok) throw new Error(decoded.reason)
      this.messages.push(decoded.message)
    } else if (data instanceof Uint8Array) this.frames.push(data)
  }

  close(): void {
    this.isClosed = true
  }

  accept(): void {
    this.#call(this.onopen, new Event('open'))
  }

  says(message: ServerMessage): void {
    this.#call(this.onmessage, new MessageEvent('message', { data: encodeMessage(message) }))
  }

  prints(text: string): void {
    const frame = encodeFrame(1, new TextEncoder().encode(text))
    this.#call(this.onmessage, new MessageEvent('message', { data: frame.buffer }))
  }

  drops(code = 1006): void {
    this.isClosed = true
    this.#call(this.onclose, Object.assign(new Event('close'), { code }))
  }

  last<T extends ClientMessage['type']>(type: T): Extract<ClientMessage, { type: T }> | undefined {
    return this.messages.findLast(
      (message): message is Extract<ClientMessage, { type: T }> => message.type === type,
    )
  }

  #call(listener: ((event: never) => unknown) | null, event: unknown): void {
    listener?.call(this as never, event as never)
  }
}

/** Parses when it is told to, as xterm does in its own time. */
class FakeScreen implements TerminalScreen {
  readonly size = { cols: 80, rows: 24 }
  text = ''
  isInputAllowed = true
  isReplaying = false
  shownSize: { cols: number; rows: number } | null = null
  #pending: (() => void)[] = []

  write(bytes: Uint8Array, onParsed: () => void): void {
    this.#pending.push(() => {
      this.text += new TextDecoder().decode(bytes)
      onParsed()
    })
  }

  reset(onDone: () => void): void {
    this.#pending.push(() => {
      this.text = ''
      onDone()
    })
  }

  announce(line: string): void {
    this.#pending.push(() => void (this.text += line))
  }

  setInputAllowed(isAllowed: boolean): void {
    this.isInputAllowed = isAllowed
  }

  setReplaying(isReplaying: boolean): void {
    this.isReplaying = isReplaying
  }

  setSize(size: FakeScreen['shownSize']): void {
    this.shownSize = size
  }

  parse(writes = Infinity): void {
    for (const effect of this.#pending.splice(0, writes)) effect()
  }
}

function sessionView(status: 'starting' | 'ready' | 'none' = 'ready'): SessionView {
  const ready = {
    ip: '10.0.0.2',
    startedAt: 0,
    ports: [],
    terminals: [],
    usage: null,
    walls: [],
    isEngineUp: true,
  }
  const instance: InstanceView =
    status === 'starting'
      ? { name: node1, status, phase: 'booting' }
      : { name: node1, status: 'ready', ...ready }
  return { ...emptySession, instances: status === 'none' ? [] : [instance] }
}

function setUp(session: SessionView | null = sessionView()) {
  const server = {
    session,
    isAway: false,
    addError: undefined as ApiError | undefined,
    closing: Promise.resolve<undefined>(undefined),
    end: null as SessionEnd | null,
  }
  const api: SessionApi = {
    getSession: async () => {
      if (server.isAway) throw new ApiError('OFFLINE', 'Drydock does not answer.')
      return server.session
    },
    openSession: async () => (server.session = { ...sessionView('none'), username: 'calm-heron-10' }),
    extendSession: async () => server.session ?? sessionView(),
    closeSession: () => server.closing,
    addInstance: async () => {
      if (server.addError) throw server.addError
      return { name: node1, status: 'starting', phase: 'creating' }
    },
    deleteInstance: async () => undefined,
    openTerminal: async () => ({ number: FIRST_TERMINAL }),
    renameTerminal: async () => undefined,
    closeTerminal: async (_ref, { isForced }) => {
      if (!isForced) throw new ApiError('TERMINAL_BUSY', 'A command is still running.')
    },
    health: async () => {
      throw new ApiError('OFFLINE', 'Drydock does not answer.')
    },
    timeline: async () => ({ username: 'wise-otter-42', ended: null, isCut: false, entries: [] }),
    sessionEnd: async () => server.end,
    getClass: async () => null,
    raiseHand: () => Promise.reject(new Error('in no workshop')),
    leaveClass: async () => undefined,
  }
  const sockets: FakeSocket[] = []
  const open = () => {
    const socket = new FakeSocket()
    sockets.push(socket)
    return socket
  }
  const client = new SessionClient(api, { open, random: () => 0, loadSocket: async () => SessionSocket })
  const screen = new FakeScreen()
  return { server, client, screen, sockets, state: () => client.store.getState() }
}

async function setUpAttached() {
  const all = setUp()
  all.client.start()
  await vi.advanceTimersByTimeAsync(0)
  const socket = all.sockets[0]!
  socket.accept()
  const terminal = all.client.terminals.open(first, all.screen)
  socket.says({
    type: 'attached',
    channel: 1,
    stream: 's1',
    from: 0,
    liveFrom: 0,
    isReset: true,
    inputOffset: null,
  })
  all.screen.parse()
  return { ...all, socket, terminal }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a session', () => {
  it('that was started while the one before it was still being closed is not ended with it', async () => {
    const { client, server, sockets, state } = setUp()
    const answer = Promise.withResolvers<undefined>()
    server.closing = answer.promise
    client.start()
    await vi.advanceTimersByTimeAsync(0)
    sockets[0]!.accept()
    const closing = client.closeSession()
    sockets[0]!.says({ type: 'session', session: null, endReason: 'You closed it.' })
    expect(state().phase).toEqual({ status: 'ended', reason: 'You closed it.' })
    await client.addInstance()
    answer.resolve(undefined)
    await closing
    expect(state().phase).toMatchObject({ status: 'open', session: { username: 'calm-heron-10' } })
  })

  it('opens no socket while there is no session, for the upgrade would be refused', async () => {
    const { client, sockets, state } = setUp(null)
    client.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(state().phase).toEqual({ status: 'none' })
    expect(sockets).toHaveLength(0)
  })

  it('is opened by the first instance, whose terminal gets the cursor when it is ready', async () => {
    const { client, sockets, state } = setUp(null)
    client.start()
    await client.addInstance()
    sockets[0]!.accept()
    expect(state().phase).toMatchObject({ session: { instances: [{ name: 'node1', status: 'starting' }] } })
    expect(state().focusRequests).toBe(0)
    sockets[0]!.says({ type: 'session', session: sessionView('starting') })
    sockets[0]!.says({ type: 'session', session: sessionView('ready') })
    expect(state()).toMatchObject({ focusRequests: 1, activeInstance: 'node1', pane: 'terminal' })
    sockets[0]!.says({ type: 'session', session: sessionView('ready') })
    expect(state().focusRequests).toBe(1)
  })

  it('says why an instance could not be added, until the next attempt', async () => {
    const { client, server, state } = setUp()
    client.start()
    await vi.advanceTimersByTimeAsync(0)
    server.addError = new ApiError('CAPACITY_FULL', 'The lab is full.')
    await client.addInstance()
    expect(state()).toMatchObject({ addError: 'The lab is full.', isAdding: false })
    server.addError = undefined
    await client.addInstance()
    expect(state().addError).toBeNull()
  })

  it('ends with its reason, and its socket with it', async () => {
    const { socket, state } = await setUpAttached()
    socket.says({ type: 'session', session: null, endReason: 'The time is up.' })
    expect(state().phase).toEqual({ status: 'ended', reason: 'The time is up.' })
    expect(socket.isClosed).toBe(true)
  })

  it('that ended while the network was away is found out by asking', async () => {
    const { socket, sockets, server, state } = await setUpAttached()
    server.session = null
    socket.drops()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(state().phase.status).toBe('ended')
    expect(sockets).toHaveLength(1)
  })

  it('that ended while nobody looked says why', async () => {
    const { client, server, sockets, state } = setUp(null)
    server.end = { at: 0, by: 'time-up' }
    client.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(state().phase).toEqual({ status: 'ended', reason: 'Its time was up.' })
    expect(sockets).toHaveLength(0)
  })
})

describe('a connection', () => {
  it('comes back after a break and goes on where the output stopped', async () => {
    const { socket, sockets, screen } = await setUpAttached()
    socket.prints('hello ')
    socket.drops()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sockets).toHaveLength(2)
    sockets[1]!.accept()
    expect(sockets[1]!.last('attach')).toMatchObject({
      instance: 'node1',
      resume: { stream: 's1', offset: 6 },
    })
    sockets[1]!.says({
      type: 'attached',
      channel: 1,
      stream: 's1',
      from: 6,
      liveFrom: 6,
      isReset: false,
      inputOffset: null,
    })
    sockets[1]!.prints('world')
    screen.parse()
    expect(screen.text).toBe('hello world')
  })

  it('shows the chapter in view to the new connection', async () => {
    const { client, socket, sockets } = await setUpAttached()
    client.chapter.view(view)
    socket.drops()
    await vi.advanceTimersByTimeAsync(1_000)
    sockets[1]!.accept()
    expect(sockets[1]!.last('view')).toMatchObject({ chapter: 'private-registry' })
  })

  it('is tried again while the server is away, and not before it answers', async () => {
    const { server, socket, sockets, state } = await setUpAttached()
    server.isAway = true
    socket.drops()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(sockets).toHaveLength(1)
    expect(state().phase.status).toBe('open')
    server.isAway = false
    await vi.advanceTimersByTimeAsync(15_000)
    expect(sockets).toHaveLength(2)
  })

  it('pings, and counts as lost when nothing comes back', async () => {
    const { socket, state } = await setUpAttached()
    await vi.advanceTimersByTimeAsync(PING_INTERVAL_MS)
    expect(socket.last('ping')).toBeDefined()
    await vi.advanceTimersByTimeAsync(SOCKET_TIMEOUT_MS - PING_INTERVAL_MS)
    expect(socket.isClosed).toBe(true)
    expect(state().socket.status).toBe('waiting')
  })

  it('leaves no timer behind when the page lets go of it', async () => {
    const { client, sockets } = setUp()
    const following = client.start()
    await vi.advanceTimersByTimeAsync(0)
    sockets[0]!.accept()
    expect(vi.getTimerCount()).toBeGreaterThan(0)
    following.dispose()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a terminal', () => {
  it('sends what is typed, in frames of its channel', async () => {
    const { socket, terminal } = await setUpAttached()
    terminal.input('ls\r')
    expect(socket.frames.map((frame) => [...frame])).toEqual([[1, 0x6c, 0x73, 0x0d]])
  })

  it('keeps typing out while there is no connection', async () => {
    const { socket, sockets, terminal, screen } = await setUpAttached()
    socket.drops()
    expect(screen.isInputAllowed).toBe(false)
    terminal.input('rm -rf /\r')
    await vi.advanceTimersByTimeAsync(1_000)
    sockets[1]!.accept()
    terminal.input('too early')
    sockets[1]!.says({
      type: 'attached',
      channel: 1,
      stream: 's1',
      from: 0,
      liveFrom: 0,
      isReset: false,
      inputOffset: null,
    })
    expect(screen.isInputAllowed).toBe(true)
    expect([...socket.frames, ...sockets[1]!.frames]).toEqual([])
  })

  it('does not type its answers to replayed queries into the shell, and does so for live ones', async () => {
    const { socket, sockets, terminal, screen } = await setUpAttached()
    socket.drops()
    await vi.advanceTimersByTimeAsync(1_000)
    sockets[1]!.accept()
    sockets[1]!.says({
      type: 'attached',
      channel: 1,
      stream: 's2',
      from: 0,
      liveFrom: 4,
      isReset: true,
      inputOffset: null,
    })
    sockets[1]!.prints('old!live')
    screen.parse(1)
    terminal.input(ANSWER)
    screen.parse(1)
    expect(screen.text).toBe('old!')
    terminal.input(ANSWER)
    screen.parse()
    expect(sockets[1]!.frames).toHaveLength(1)
  })

  it('swallows answers until the last replayed byte is parsed', async () => {
    const { socket, terminal, screen } = await setUpAttached()
    socket.says({
      type: 'attached',
      channel: 1,
      stream: 's2',
      from: 0,
      liveFrom: 6,
      isReset: true,
      inputOffset: null,
    })
    socket.prints('abc')
    socket.prints('def')
    screen.parse(2)
    terminal.input(ANSWER)
    expect(socket.frames).toHaveLength(0)
    screen.parse()
    terminal.input(ANSWER)
    expect(socket.frames).toHaveLength(1)
  })

  it('takes what is typed while a long replay is still being parsed', async () => {
    const { socket, terminal } = await setUpAttached()
    socket.says({
      type: 'attached',
      channel: 1,
      stream: 's2',
      from: 0,
      liveFrom: 6,
      isReset: true,
      inputOffset: null,
    })
    socket.prints('abcdef')
    terminal.input('ls\r')
    expect(socket.frames).toHaveLength(1)
  })

  it('reports output when it is parsed, not when it is received', async () => {
    const { socket, screen } = await setUpAttached()
    socket.prints('x'.repeat(ACK_BYTES))
    expect(socket.last('ack')).toBeUndefined()
    screen.parse()
    expect(socket.last('ack')).toMatchObject({ channel: 1, offset: ACK_BYTES })
  })

  it('reports nothing of an earlier stream in the offsets of a new one', async () => {
    const { socket, screen } = await setUpAttached()
    socket.prints('x'.repeat(ACK_BYTES))
    socket.says({
      type: 'attached',
      channel: 1,
      stream: 's2',
      from: 0,
      liveFrom: 0,
      isReset: true,
      inputOffset: null,
    })
    screen.parse()
    expect(socket.last('ack')).toBeUndefined()
  })

  it('cuts a large paste into frames that the server takes', async () => {
    const { socket, terminal } = await setUpAttached()
    terminal.input('é'.repeat(MAX_CLIENT_FRAME_BYTES))
    expect(socket.frames.every((frame) => frame.length <= MAX_CLIENT_FRAME_BYTES && frame[0] === 1)).toBe(
      true,
    )
    const bytes = socket.frames.flatMap((frame) => [...frame.subarray(1)])
    expect(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))).toBe(
      'é'.repeat(MAX_CLIENT_FRAME_BYTES),
    )
  })

  it('starts a new shell on Enter after the old one has ended, and on nothing else', async () => {
    const { socket, terminal, screen, state } = await setUpAttached()
    socket.says({ type: 'exited', channel: 1 })
    screen.parse()
    expect(screen.text).toContain('press Enter')
    terminal.input('x')
    expect(state().terminals[terminalKey(first)]).toEqual({ status: 'exited' })
    terminal.input('\r')
    expect(socket.last('attach')).not.toHaveProperty('resume')
    expect(state().terminals[terminalKey(first)]).toEqual({ status: 'attaching' })
    expect(socket.frames).toHaveLength(0)
  })

  it('says why it could not be attached', async () => {
    const { client, screen, sockets, state } = setUp()
    client.start()
    await vi.advanceTimersByTimeAsync(0)
    sockets[0]!.accept()
    client.terminals.open(first, screen)
    sockets[0]!.says({ type: 'error', code: 'INSTANCE_NOT_READY', message: 'Still starting.', channel: 1 })
    expect(state().terminals[terminalKey(first)]).toEqual({ status: 'failed', message: 'Still starting.' })
  })
})

describe('a push to the Hub', () => {
  it('is counted for its repository, so that what shows it can read it again', async () => {
    const { socket, state } = await setUpAttached()
    const push = {
      type: 'hub-push',
      host: 'ghcr.io',
      repository: 'wise-otter-42/app',
      digest: 'sha256:ab',
    } as const
    socket.says({ ...push, tag: '1' })
    socket.says({ ...push, tag: null })
    socket.says({ ...push, host: 'docker.io', tag: '1' })
    expect(state().hubPushes).toEqual({ 'ghcr.io/wise-otter-42/app': 2, 'docker.io/wise-otter-42/app': 1 })
  })
})

describe('running a block', () => {
  it('names the block and the channel, and puts the cursor into the terminal', async () => {
    const { client, socket, state } = await setUpAttached()
    client.chapter.runBlock({ ...reference, instance: node1 })
    expect(socket.last('run')).toEqual({ type: 'run', channel: 1, ...reference })
    expect(state().focusRequests).toBe(1)
    socket.says({ type: 'ran', chapter: reference.chapter, block: reference.block })
    expect(state().blocks[reference.block]).toEqual({ status: 'typed', instance: 'node1' })
  })

  it('shows a refusal at the block', async () => {
    const { client, socket, state } = await setUpAttached()
    client.chapter.runBlock({ ...reference, instance: node1 })
    socket.says({
      type: 'error',
      code: 'TERMINAL_BUSY',
      message: 'Busy.',
      channel: 1,
      block: reference.block,
    })
    expect(state().blocks[reference.block]).toEqual({ status: 'failed', message: 'Busy.' })
    expect(state().terminals[terminalKey(first)]).toEqual({ status: 'attached' })
  })

  it('fails at once without a connection, and is not sent later', async () => {
    const { client, socket, sockets, state } = await setUpAttached()
    socket.drops()
    client.chapter.runBlock({ ...reference, instance: node1 })
    expect(state().blocks[reference.block]).toMatchObject({ status: 'failed' })
    await vi.advanceTimersByTimeAsync(1_000)
    sockets[1]!.accept()
    expect(sockets[1]!.last('run')).toBeUndefined()
  })
})
