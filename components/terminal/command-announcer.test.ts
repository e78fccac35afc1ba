import { Terminal } from '@xterm/headless'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CommandAnnouncer, PAUSE_MS } from './command-announcer.ts'
import { PromptMarks } from './prompt-marks.ts'

const PROMPT = '\x1b]133;A\x07$ \x1b]133;B\x07'

let terminal: Terminal
let announcer: CommandAnnouncer
let marks: PromptMarks
let said: string[]
let isMuted: boolean

beforeEach(() => {
  vi.useFakeTimers()
  said = []
  isMuted = false
  terminal = new Terminal({ cols: 40, rows: 6, allowProposedApi: true })
  announcer = new CommandAnnouncer({
    terminal,
    region: { say: (text) => said.push(text), dispose: () => undefined },
    muteScreen: (isNowMuted) => void (isMuted = isNowMuted),
  })
  marks = new PromptMarks(terminal, {
    onStarted: (command) => announcer.started(command),
    onEnded: (command) => announcer.ended(command, marks),
  })
  announcer.setEnabled(true)
})

afterEach(() => {
  marks.dispose()
  announcer.dispose()
  terminal.dispose()
  vi.useRealTimers()
})

async function print(text: string): Promise<void> {
  const parsed = new Promise<void>((resolve) => terminal.write(text, resolve))
  // Writing takes a timer of its own; what is told after a pause must not come with it.
  await vi.advanceTimersByTimeAsync(20)
  await parsed
}

describe('CommandAnnouncer', () => {
  it('says how a command has ended', async () => {
    await print(`${PROMPT}ls\r\n\x1b]133;C\x07file\r\n\x1b]133;D;2\x07${PROMPT}`)
    expect(said).toEqual(['ls failed with exit code 2.\nfile'])
  })

  it('says only the last of commands that end in one piece of output', async () => {
    const run = (command: string) => `${command}\r\n\x1b]133;C\x07\x1b]133;D;0\x07${PROMPT}`
    await print(PROMPT + run('one') + run('two') + run('three'))
    expect(said).toEqual(['three succeeded. No output.'])
  })

  it('says nothing of what is replayed, and is there for what comes after', async () => {
    announcer.setReplaying(true)
    await print(`${PROMPT}old\r\n\x1b]133;C\x07x\r\n\x1b]133;D;0\x07${PROMPT}`)
    announcer.setReplaying(false)
    await print('new\r\n\x1b]133;C\x07y\r\n')
    await print(`\x1b]133;D;0\x07${PROMPT}`)
    expect(said).toEqual(['new succeeded.\ny'])
  })

  it('says nothing while it is off', async () => {
    announcer.setEnabled(false)
    await print(`${PROMPT}ls\r\n\x1b]133;C\x07file\r\n`)
    await vi.advanceTimersByTimeAsync(PAUSE_MS * 3)
    await print(`\x1b]133;D;0\x07${PROMPT}`)
    expect(said).toEqual([])
  })

  it('says the line at which a running command pauses, once', async () => {
    await print(`${PROMPT}login\r\n\x1b]133;C\x07Welcome\r\nUsername: `)
    expect(said).toEqual([])
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(said).toEqual(['Username:'])
    await print('\x1b[0m')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(said).toEqual(['Username:'])
    await print('moby\r\nPassword: ')
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(said).toEqual(['Username:', 'Password:'])
  })

  it('speaks alone while a command runs, and leaves the prompt and full-screen programs to the screen', async () => {
    await print(PROMPT)
    expect(isMuted).toBe(false)
    await print('vim\r\n\x1b]133;C\x07starting')
    expect(isMuted).toBe(true)
    await print('\x1b[?1049h~')
    expect(isMuted).toBe(false)
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    expect(said).toEqual([])
    await print(`\x1b[?1049l\x1b]133;D;0\x07${PROMPT}`)
    expect(isMuted).toBe(false)
  })
})
