import { expect, test, vi } from 'vitest'
import {
  FLOW_HIGH_BYTES,
  FLOW_LOW_BYTES,
  SCROLLBACK_BYTES,
  UNATTENDED_BYTES_PER_SECOND,
} from '../protocol/limits.ts'
import { FakeTerminalStream } from '../testing/fake-access.ts'
import { Terminal, type TerminalViewer } from './terminal.ts'

const size = { cols: 80, rows: 24 }

function createTerminal() {
  const stream = new FakeTerminalStream(size)
  let prompts = 0
  const terminal = new Terminal(stream, { size, onPrompt: () => prompts++, onEnd: () => undefined })
  return { stream, terminal, prompts: () => prompts }
}

/** Collects what a viewer gets; `attached` has the start of each run of output. */
function createViewer() {
  const attached: { stream: string; from: number; liveFrom: number; isReset: boolean }[] = []
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
    onExited: () => {
      hasExited = true
    },
  }
  return { viewer, attached, text: () => text, hasExited: () => hasExited }
}

test('a new viewer gets what was printed before, marked as a replay, then what comes', () => {
  const { stream, terminal } = createTerminal()
  stream.print('before ')
  const view = createViewer()
  terminal.attach(view.viewer)
  expect(view.attached).toEqual([{ stream: terminal.id, from: 0, liveFrom: 7, isReset: true }])
  stream.print('after')
  expect(view.text()).toBe('before after')
})

test('a viewer that comes back gets exactly the rest', () => {
  const { stream, terminal } = createTerminal()
  const first = createViewer()
  const attachment = terminal.attach(first.viewer)
  stream.print('seen ')
  attachment[Symbol.dispose]()
  stream.print('missed ')
  const second = createViewer()
  terminal.attach(second.viewer, { stream: terminal.id, offset: 5 })
  expect(second.attached).toEqual([{ stream: terminal.id, from: 5, liveFrom: 5, isReset: false }])
  expect(first.text() + second.text()).toBe('seen missed ')
})

test('an offset of another shell, or one that is no longer held, starts over', () => {
  const { stream, terminal } = createTerminal()
  stream.print('text')
  const other = createViewer()
  terminal.attach(other.viewer, { stream: 'another', offset: 2 })
  expect(other.attached[0]).toMatchObject({ from: 0, isReset: true })
  const beyond = createViewer()
  terminal.attach(beyond.viewer, { stream: terminal.id, offset: 5 })
  expect(beyond.attached[0]).toMatchObject({ from: 0, isReset: true })
})

test('reading pauses while the only viewer is full, and goes on when it has parsed enough', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  const attachment = terminal.attach(view.viewer)
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
  const attachment = terminal.attach(createViewer().viewer)
  stream.print('x'.repeat(FLOW_HIGH_BYTES))
  expect(stream.isPaused).toBe(true)
  attachment[Symbol.dispose]()
  expect(stream.isPaused).toBe(false)
})

test('a slow viewer neither holds up a quick one nor misses the end', () => {
  const { stream, terminal } = createTerminal()
  const slow = createViewer()
  const quick = createViewer()
  const slowAttachment = terminal.attach(slow.viewer)
  const quickAttachment = terminal.attach(quick.viewer)
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
  const attachment = terminal.attach(createViewer().viewer)
  stream.print('abc')
  expect(attachment.ackedTo(4)).toBe(false)
  expect(attachment.ackedTo(3)).toBe(true)
})

test('the shell is told a size once, and a size that makes no sense is clamped', async () => {
  const { stream, terminal } = createTerminal()
  await terminal.resize({ cols: 100, rows: 30 })
  await terminal.resize({ cols: 100, rows: 30 })
  await terminal.resize({ cols: 0, rows: 1e9 })
  expect(stream.sizes).toEqual([size, { cols: 100, rows: 30 }, { cols: 20, rows: 200 }])
})

test('the end of a command is told, the end of the shell as well', () => {
  const { stream, terminal, prompts } = createTerminal()
  const view = createViewer()
  terminal.attach(view.viewer)
  stream.print('\x1b]133;C\x07out\x1b]133;D;0\x07\x1b]133;A\x07')
  expect(prompts()).toBe(1)
  terminal.exited()
  expect(view.hasExited()).toBe(true)
})

test('who waits for a prompt or for the end of a command is told', async () => {
  const { stream, terminal } = createTerminal()
  const { signal } = new AbortController()
  const atPrompt = terminal.atPrompt(signal)
  stream.print('\x1b]133;A\x07$ ')
  await atPrompt
  const ended = terminal.commandEnded(signal)
  stream.print('\x1b]133;C\x07out\x1b]133;D;3\x07\x1b]133;A\x07$ ')
  await ended
  expect(terminal.shell.exitCode).toBe(3)
  await expect(terminal.commandEnded(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
})

test('the last words of a shell reach a viewer that was full', () => {
  const { stream, terminal } = createTerminal()
  const view = createViewer()
  terminal.attach(view.viewer)
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
  terminal.attach(createViewer().viewer)
  expect(stream.isPaused).toBe(true)
  vi.useRealTimers()
})
