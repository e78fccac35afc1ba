import { expect, test, vi } from 'vitest'
import {
  FLOW_HIGH_BYTES,
  FLOW_LOW_BYTES,
  INPUT_ACK_BYTES,
  SCROLLBACK_BYTES,
  UNATTENDED_BYTES_PER_SECOND,
} from '../protocol/limits.ts'
import { FakeTerminalStream } from '../testing/fake-access.ts'
import { LabError } from '../protocol/errors.ts'
import { FIRST_TERMINAL } from '../protocol/ids.ts'
import { Terminal, type AttachRequest } from './terminal.ts'
import type { Presence, TerminalViewer } from './viewing.ts'

const size = { cols: 80, rows: 24 }

function createStream(id = 'shell', from = 0) {
  return new FakeTerminalStream({ number: FIRST_TERMINAL, size }, { id, from })
}

function createTerminal(stream = createStream()) {
  let prompts = 0
  const terminal = new Terminal(stream, {
    size,
    onPrompt: () => prompts++,
    onEcho: () => undefined,
    onEnd: () => undefined,
  })
  return { stream, terminal, prompts: () => prompts }
}

/** Collects what a viewer gets; `attached` has the start of each run of output. */
function createViewer() {
  const attached: Parameters<TerminalViewer['onAttached']>[0][] = []
  const presences: Presence[] = []
  const arrived: number[] = []
  let text = ''
  let hasExited = false
  const viewer: TerminalViewer = {
    onAttached: (info) => {
      attached.push(info)
      if (info.isReset) text = ''
    },
    onOutput: (bytes) => {
      text += new TextDecoder().decode(bytes)
    },
    onInputArrived: (offset) => arrived.push(offset),
    onPresence: (presence) => presences.push(presence),
    onExited: () => {
      hasExited = true
    },
  }
  return { viewer, attached, presences, arrived, text: () => text, hasExited: () => hasExited }
}

let inputs = 0
function request(options: Partial<AttachRequest> = {}): AttachRequest {
  return { size, mayDrive: true, isOnlooker: false, input: `input-${inputs++}`, ...options }
}

const bytes = (text: string) => new TextEncoder().encode(text)

test('a new viewer gets what was printed before, marked as a replay, then what comes', () => {
  const { stream, terminal } = createTerminal()
  stream.print('before ')
  const view = createViewer()
  terminal.attach(view.viewer, request())
  expect(view.attached).toEqual([{ stream: 'shell', from: 0, liveFrom: 7, isReset: true, inputOffset: null }])
  stream.print('after')
  expect(view.text()).toBe('before after')
})

test('a viewer that comes back gets exactly the rest', () => {
  const { stream, terminal } = createTerminal()
  const first = createViewer()
  const attachment = terminal.attach(first.viewer, request())
  stream.print('seen ')
  attachment[Symbol.dispose]()
  stream.print('missed ')
  const second = createViewer()
  terminal.attach(second.viewer, request({ resume: { stream: 'shell', offset: 5 } }))
  expect(second.attached).toEqual([
    { stream: 'shell', from: 5, liveFrom: 5, isReset: false, inputOffset: null },
  ])
  expect(first.text() + second.text()).toBe('seen missed ')
})

test('an offset of another shell starts over', () => {
  const { stream, terminal } = createTerminal()
  stream.print('text')
  const other = createViewer()
  terminal.attach(other.viewer, request({ resume: { stream: 'another', offset: 2 } }))
  expect(other.attached[0]).toMatchObject({ from: 0, isReset: true })
})

test('after a restart of the broker a viewer goes on where it was, once the output has come again', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  terminal.attach(view.viewer, request({ resume: { stream: 'shell', offset: 5 } }))
  expect(view.attached[0]).toMatchObject({ from: 5, isReset: false })
  stream.print('see')
  stream.print('n missed')
  expect(view.text()).toBe('missed')
})

test('after a lost stream output goes on without a gap, and viewers do not notice', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  terminal.attach(view.viewer, request())
  stream.print('before ')
  stream.end('lost')
  expect(terminal.position).toEqual({ stream: 'shell', offset: 7 })
  const again = createStream('shell', 7)
  terminal.reconnect(again)
  again.print('after')
  expect(view.text()).toBe('before after')
  expect(view.attached).toHaveLength(1)
})

test('viewers start over when another shell has taken its place, or output is missing', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  terminal.attach(view.viewer, request())
  stream.print('before ')
  const other = createStream('other', 0)
  terminal.reconnect(other)
  other.print('new')
  expect(view.attached[1]).toMatchObject({ stream: 'other', from: 0, isReset: true })
  const later = createStream('other', 100)
  terminal.reconnect(later)
  later.print('later')
  expect(view.attached[2]).toMatchObject({ stream: 'other', from: 100, isReset: true })
  expect(view.text()).toBe('later')
})

test('a program whose screen nobody has kept is made to draw it anew', () => {
  vi.useFakeTimers()
  const { stream } = createTerminal(createStream('shell', 500))
  vi.runAllTimers()
  expect(stream.sizes).toEqual([size, { cols: 80, rows: 23 }, size])
  vi.useRealTimers()
})

test('a tab that comes back hears how much of its input has arrived, and its old connection types no more', () => {
  const { stream, terminal } = createTerminal()
  const old = terminal.attach(createViewer().viewer, request({ input: 'tab' }))
  old.input(bytes('typed'))
  const view = createViewer()
  const attachment = terminal.attach(view.viewer, request({ input: 'tab' }))
  expect(view.attached[0]).toMatchObject({ inputOffset: 5 })
  expect(view.presences.at(-1)).toMatchObject({ viewers: 1, isDriving: true })
  old.input(bytes('late'))
  attachment.input(bytes('!'))
  expect(stream.typed).toBe('typed!')
})

test('input is reported in portions', () => {
  const { terminal } = createTerminal()
  const view = createViewer()
  const attachment = terminal.attach(view.viewer, request())
  attachment.input(bytes('x'.repeat(INPUT_ACK_BYTES - 1)))
  expect(view.arrived).toEqual([])
  attachment.input(bytes('yz'))
  expect(view.arrived).toEqual([INPUT_ACK_BYTES + 1])
})

test('the size is that of whoever came or typed last, not the smallest', () => {
  const { stream, terminal } = createTerminal()
  const wide = createViewer()
  const narrow = createViewer()
  const wideOne = terminal.attach(wide.viewer, request({ size: { cols: 200, rows: 50 } }))
  const narrowOne = terminal.attach(narrow.viewer, request({ size: { cols: 60, rows: 20 } }))
  expect(wide.presences.at(-1)).toEqual({ viewers: 2, isDriving: false, cols: 60, rows: 20 })
  wideOne.resize({ cols: 190, rows: 50 })
  expect(stream.sizes.at(-1)).toEqual({ cols: 60, rows: 20 })
  wideOne.input(bytes('l'))
  expect(stream.sizes.at(-1)).toEqual({ cols: 190, rows: 50 })
  expect(narrow.presences.at(-1)).toEqual({ viewers: 2, isDriving: false, cols: 190, rows: 50 })
  wideOne[Symbol.dispose]()
  expect(narrow.presences.at(-1)).toEqual({ viewers: 1, isDriving: true, cols: 60, rows: 20 })
  narrowOne[Symbol.dispose]()
})

test('a tab that is back after a break does not take the size away', () => {
  const { terminal } = createTerminal()
  const back = request({ input: 'tab', size: { cols: 60, rows: 20 } })
  terminal.attach(createViewer().viewer, back)[Symbol.dispose]()
  const other = createViewer()
  terminal.attach(other.viewer, request())
  terminal.attach(createViewer().viewer, back)
  expect(other.presences.at(-1)).toEqual({ viewers: 2, isDriving: true, ...size })
})

test('who may only watch can neither type nor set the size', () => {
  const { stream, terminal } = createTerminal()
  const watching = request({ mayDrive: false, size: { cols: 50, rows: 10 } })
  const attachment = terminal.attach(createViewer().viewer, watching)
  attachment.resize({ cols: 51, rows: 11 })
  const refusal = new LabError('NOT_DRIVING')
  expect(() => attachment.input(bytes('rm'))).toThrow(refusal)
  expect(() => attachment.drive()).toThrow(refusal)
  expect(stream.typed).toBe('')
  expect(stream.sizes).toEqual([size])
})

test('reading pauses while the only viewer is full, and goes on when it has parsed enough', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  const attachment = terminal.attach(view.viewer, request())
  stream.print('x'.repeat(FLOW_HIGH_BYTES + 10))
  expect(view.text()).toHaveLength(FLOW_HIGH_BYTES)
  expect(stream.isPaused).toBe(true)
  attachment.ackedTo(FLOW_HIGH_BYTES - FLOW_LOW_BYTES - 1)
  expect(stream.isPaused).toBe(true)
  attachment.ackedTo(FLOW_HIGH_BYTES - FLOW_LOW_BYTES)
  expect(stream.isPaused).toBe(false)
  expect(view.text()).toHaveLength(FLOW_HIGH_BYTES + 10)
})

test('a viewer that leaves while it is full does not hold the shell', () => {
  const { stream, terminal } = createTerminal()
  const attachment = terminal.attach(createViewer().viewer, request())
  stream.print('x'.repeat(FLOW_HIGH_BYTES))
  expect(stream.isPaused).toBe(true)
  attachment[Symbol.dispose]()
  expect(stream.isPaused).toBe(false)
})

test('a slow viewer neither holds up a quick one nor misses the end', () => {
  const { stream, terminal } = createTerminal()
  const slow = createViewer()
  const quick = createViewer()
  const slowAttachment = terminal.attach(slow.viewer, request())
  const quickAttachment = terminal.attach(quick.viewer, request())
  const chunk = 'y'.repeat(FLOW_LOW_BYTES)
  const rounds = (2 * SCROLLBACK_BYTES) / FLOW_LOW_BYTES
  for (let round = 1; round <= rounds; round++) {
    stream.print(chunk)
    quickAttachment.ackedTo(round * FLOW_LOW_BYTES)
    expect(stream.isPaused).toBe(false)
  }
  stream.print('the end')
  expect(quick.text()).toMatch(/the end$/)
  // What it had been sent is long dropped: it starts over with what is left.
  let parsed = slow.text().length
  slowAttachment.ackedTo(parsed)
  expect(slow.attached).toHaveLength(2)
  while (!slow.text().endsWith('the end')) {
    parsed = slow.attached[1]!.from + slow.text().length
    expect(slowAttachment.ackedTo(parsed)).toBe(true)
  }
})

test('an ack beyond what was sent is refused', () => {
  const { stream, terminal } = createTerminal()
  const attachment = terminal.attach(createViewer().viewer, request())
  stream.print('abc')
  expect(attachment.ackedTo(4)).toBe(false)
  expect(attachment.ackedTo(3)).toBe(true)
})

test('the shell is told a size once, and a size that makes no sense is clamped', () => {
  const { stream, terminal } = createTerminal()
  const attachment = terminal.attach(createViewer().viewer, request())
  attachment.resize({ cols: 100, rows: 30 })
  attachment.resize({ cols: 100, rows: 30 })
  attachment.resize({ cols: 0, rows: 1e9 })
  expect(stream.sizes).toEqual([size, { cols: 100, rows: 30 }, { cols: 20, rows: 200 }])
})

test('the end of a command is told, the end of the shell as well', () => {
  const { stream, terminal, prompts } = createTerminal()
  const view = createViewer()
  terminal.attach(view.viewer, request())
  stream.print('\x1b]133;C\x07out\x1b]133;D;0\x07\x1b]133;A\x07')
  expect(prompts()).toBe(1)
  terminal.exited()
  expect(view.hasExited()).toBe(true)
})

test('who waits for a prompt or for the end of a command is told', async () => {
  const { stream, terminal } = createTerminal()
  const { signal } = new AbortController()
  const atPrompt = terminal.shell.atPrompt(signal)
  stream.print('\x1b]133;A\x07$ ')
  await atPrompt
  const ended = terminal.shell.commandEnded(signal)
  stream.print('\x1b]133;C\x07out\x1b]133;D;3\x07\x1b]133;A\x07$ ')
  await ended
  expect(terminal.shell.state.exitCode).toBe(3)
  await expect(terminal.shell.commandEnded(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
})

test('the last words of a shell reach a viewer that was full', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  terminal.attach(view.viewer, request())
  stream.print('x'.repeat(FLOW_HIGH_BYTES))
  stream.print('logout')
  terminal.exited()
  expect(view.text()).toMatch(/logout$/)
  expect(view.hasExited()).toBe(true)
})

test('a shell that nobody watches is read at a bounded rate', () => {
  vi.useFakeTimers()
  const { stream, terminal } = createTerminal()
  stream.print('y'.repeat(UNATTENDED_BYTES_PER_SECOND - 1))
  expect(stream.isPaused).toBe(false)
  stream.print('y')
  expect(stream.isPaused).toBe(true)
  vi.advanceTimersByTime(1_000)
  expect(stream.isPaused).toBe(false)
  stream.print('y'.repeat(UNATTENDED_BYTES_PER_SECOND))
  // A viewer that comes has its own pace: it is full at once here, and the gate decides from now on.
  terminal.attach(createViewer().viewer, request())
  expect(stream.isPaused).toBe(true)
  vi.useRealTimers()
})

test('an onlooker gets nothing that was printed long ago and is still on its way', () => {
  const stream = createStream()
  Object.assign(stream, { liveFrom: 7 })
  const { terminal } = createTerminal(stream)
  const view = createViewer()
  terminal.attach(view.viewer, request({ isOnlooker: true }))
  stream.print('secret')
  expect([view.attached, view.text()]).toEqual([[], ''])
  stream.print('\x1bcon view')
  const [{ screen = '', isReset } = {}] = view.attached
  expect(isReset).toBe(true)
  expect(screen + view.text()).toContain('on view')
  expect(screen + view.text()).not.toContain('secret')
})

test('an onlooker who is slow, or whose shell is another, begins again with what is on the screen', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  const attachment = terminal.attach(view.viewer, request({ isOnlooker: true }))
  const flood = `${'flood '.repeat(20)}\r\n`.repeat(2_000)
  const rounds = Math.ceil((2 * SCROLLBACK_BYTES) / flood.length)
  for (let round = 0; round < rounds; round++) stream.print(flood)
  stream.print('at the end')
  expect(view.text().length).toBeLessThanOrEqual(FLOW_HIGH_BYTES)
  attachment.ackedTo(view.text().length)
  expect(view.attached.at(-1)?.screen).toContain('at the end')
  expect(view.text()).toBe('')
  terminal.reconnect(createStream('another', 0))
  const { screen = '', isReset } = view.attached.at(-1)!
  expect([isReset, screen.includes('flood')]).toEqual([true, false])
})
