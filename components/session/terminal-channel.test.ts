import { expect, test } from 'vitest'
import { FIRST_TERMINAL, instanceNameSchema } from '../../server/protocol/ids.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import { TerminalChannel, type Presence, type TerminalScreen } from './terminal-channel.ts'

const ref = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }
/** To the question for device attributes. */
const ANSWER = '\x1b[?1;2c'

type Attached = Extract<ServerMessage, { type: 'attached' }>
const attached: Attached = {
  type: 'attached',
  channel: 1,
  stream: 's1',
  from: 0,
  liveFrom: 0,
  isReset: true,
  inputOffset: null,
}

/** Parses when it is told to, as xterm does in its own time; `log` has what it was asked to do. */
class RecordingScreen implements TerminalScreen {
  readonly size = { cols: 80, rows: 24 }
  readonly log: string[] = []
  #pending: (() => void)[] = []

  write(bytes: Uint8Array, onParsed: () => void): void {
    this.log.push(`write ${new TextDecoder().decode(bytes)}`)
    this.#pending.push(onParsed)
  }

  reset(onDone: () => void): void {
    this.log.push('reset')
    this.#pending.push(onDone)
  }

  announce(): void {}
  setInputAllowed(): void {}

  setReplaying(isReplaying: boolean): void {
    this.log.push(isReplaying ? 'replaying' : 'live')
  }

  setSize(size: { cols: number; rows: number } | null): void {
    this.log.push(size ? `${size.cols}×${size.rows}` : 'fitted')
  }

  parse(): void {
    for (const effect of this.#pending.splice(0)) effect()
  }
}

function open(opened: typeof ref | null = ref) {
  const screen = new RecordingScreen()
  const messages: ClientMessage[] = []
  let typed = ''
  const presences: Presence[] = []
  const terminal = new TerminalChannel({
    channel: 1,
    ref: opened,
    screen,
    transport: {
      isOpen: true,
      send: (message) => messages.push(message),
      sendFrame: (_channel, bytes) => void (typed += new TextDecoder().decode(bytes)),
    },
    listener: { onStatus: () => undefined, onPresence: (presence) => presences.push(presence) },
  })
  terminal.attach()
  return { terminal, screen, messages, presences, typed: () => typed }
}

test('keys that had not arrived when the connection broke are sent again, once', () => {
  const { terminal, typed } = open()
  terminal.attached(attached)
  terminal.input('docker')
  terminal.connectionLost()
  terminal.input(' lost')
  terminal.connectionOpened()
  terminal.attached({ ...attached, isReset: false, inputOffset: 4 })
  expect(typed()).toBe('dockerer')
})

test('a screen is written after the reset, and answers to what is in it are not sent', () => {
  const { terminal, screen, typed } = open()
  terminal.attached({ ...attached, from: 500, liveFrom: 503, screen: 'SCREEN' })
  terminal.output(new TextEncoder().encode('abc'))
  expect(screen.log.filter((entry) => !/replaying|live/.test(entry))).toEqual([
    'reset',
    'write SCREEN',
    'write abc',
  ])
  terminal.input(ANSWER)
  expect(typed()).toBe('')
  screen.parse()
  expect(screen.log.at(-1)).toBe('live')
  terminal.input(ANSWER)
  expect(typed()).toBe(ANSWER)
})

test('a snapshot does not count as output', () => {
  const { terminal, messages, screen } = open()
  terminal.attached({ ...attached, from: 500, liveFrom: 500, screen: 'S'.repeat(100_000) })
  screen.parse()
  expect(messages.some(({ type }) => type === 'ack')).toBe(false)
})

test('while another tab drives, its size is shown, and it answers the programs', () => {
  const { terminal, screen, presences, typed, messages } = open()
  terminal.attached(attached)
  screen.parse()
  terminal.presence({ viewers: 2, isDriving: false, cols: 120, rows: 40 })
  expect(screen.log.at(-1)).toBe('120×40')
  terminal.input(ANSWER)
  expect(typed()).toBe('')
  terminal.input('l')
  expect(typed()).toBe('l')
  terminal.drive()
  expect(messages.at(-1)).toEqual({ type: 'drive', channel: 1 })
  terminal.presence({ viewers: 2, isDriving: true, cols: 80, rows: 24 })
  expect(screen.log.at(-1)).toBe('fitted')
  expect(presences).toHaveLength(2)
})

test('the terminal that is presented to a class is shown from its beginning, and nothing is typed into it', () => {
  const { terminal, screen, messages, typed } = open(null)
  terminal.attached({ ...attached, screen: 'before' })
  terminal.presence({ viewers: 3, isDriving: false, cols: 100, rows: 30 })
  terminal.output(new TextEncoder().encode('now'))
  terminal.input('rm -rf /')
  terminal.binaryInput('x')
  terminal.resized()
  terminal.drive()
  terminal.exited()
  terminal.input('\r')
  expect(screen.log).toEqual(expect.arrayContaining(['write before', '100×30', 'write now']))
  expect(typed()).toBe('')
  expect(messages).toMatchObject([{ type: 'follow', channel: 1, cols: 80, rows: 24 }])
})
