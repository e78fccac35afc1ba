import { Terminal } from '@xterm/headless'
import { afterEach, describe, expect, it } from 'vitest'
import { CastPlayback } from './cast-playback.ts'
import { parseCast } from './parse-cast.ts'
import { ScreenRecording } from './screen-recording.ts'
import { readTerminalText } from './terminal-text.ts'

const terminals: Terminal[] = []

afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.dispose()
})

function open(size = { cols: 40, rows: 8 }): Terminal {
  const terminal = new Terminal({ ...size, allowProposedApi: true })
  terminals.push(terminal)
  return terminal
}

function record(terminal: Terminal, options?: { maxBytes: number }) {
  // The addons' types are those of the page's terminal; both have what is used here.
  const recording = new ScreenRecording(terminal, options)
  const print = (text: string) =>
    new Promise<void>((resolve) =>
      terminal.write(text, () => {
        recording.printed(new TextEncoder().encode(text))
        resolve()
      }),
    )
  return { recording, print }
}

/** What somebody sees at the end of it. */
async function play(cast: Blob | undefined): Promise<Terminal> {
  const parsed = parseCast(await cast!.text())
  if (!parsed.ok) throw new Error(parsed.problem)
  const terminal = open()
  const playback = new CastPlayback(parsed.cast, {
    reset: ({ cols, rows }) => {
      terminal.reset()
      terminal.resize(cols, rows)
    },
    write: (text) => terminal.write(text),
    // As in the page: in turn with what is written.
    resize: ({ cols, rows }) => terminal.write('', () => terminal.resize(cols, rows)),
  })
  playback.seek(Number.MAX_SAFE_INTEGER)
  await new Promise<void>((resolve) => terminal.write('', resolve))
  return terminal
}

describe('ScreenRecording', () => {
  it('begins in the middle with the screen as it is, and ends with the same one', async () => {
    const terminal = open()
    const { recording, print } = record(terminal)
    for (let line = 0; line < 30; line++) await print(`old ${line}\r\n`)
    await print('\x1b[31mred\x1b[0m and ')
    await recording.start('node1')
    expect(recording.state.getState().status).toBe('recording')
    await print('new\r\n')
    terminal.resize(60, 10)
    await print(`${'wide '.repeat(11)}\r\n\x1b[2;2H!`)
    const screen = await play(recording.stop())
    expect([screen.cols, screen.rows]).toEqual([60, 10])
    const rows = readTerminalText(terminal).split('\n')
    expect(
      readTerminalText(screen as never)
        .split('\n')
        .slice(-8),
    ).toEqual(rows.slice(-8))
    expect(screen.buffer.active.cursorX).toBe(terminal.buffer.active.cursorX)
    expect(screen.buffer.active.cursorY).toBe(terminal.buffer.active.cursorY)
  })

  it('begins inside a full-screen program', async () => {
    const { recording, print } = record(open())
    await print('shell\r\n\x1b[?1049h\x1b[Hfull screen')
    await recording.start('node1')
    await print(' program')
    const screen = await play(recording.stop())
    expect(screen.buffer.active.type).toBe('alternate')
    expect(readTerminalText(screen as never)).toBe('full screen program')
  })

  it('does not lose or repeat what is on its way when it starts', async () => {
    const { recording, print } = record(open())
    const pieces = [print('one '), print('two ')]
    const started = recording.start('node1')
    pieces.push(print('three '), print('four '))
    await Promise.all([...pieces, started])
    await print('five')
    const screen = await play(recording.stop())
    expect(readTerminalText(screen as never)).toBe('one two three four five')
  })

  it('says that it is full, and keeps what it has', async () => {
    const { recording, print } = record(open(), { maxBytes: 1_000 })
    await recording.start('node1')
    for (let line = 0; line < 100; line++) await print(`line ${line}\r\n`)
    expect(recording.state.getState().status).toBe('full')
    const cast = recording.stop()!
    expect(cast.size).toBeLessThanOrEqual(1_000)
    expect(await cast.text()).toContain('line 0')
    expect(recording.state.getState().status).toBe('idle')
  })

  it('has nothing to give when none was started', async () => {
    const { recording, print } = record(open())
    await print('x')
    expect(recording.stop()).toBeUndefined()
  })
})
