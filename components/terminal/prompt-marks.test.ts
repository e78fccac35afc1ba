import { Terminal } from '@xterm/headless'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PromptMarks, type ShellCommand } from './prompt-marks.ts'

const PROMPT = '\x1b]133;A\x07[node1] ~ $ \x1b]133;B\x07'

/** As the instance's bash prints it. */
function run(command: string, output: string, exitCode = 0): string {
  return `${command}\r\n\x1b]133;C\x07${output}\x1b]133;D;${exitCode}\x07${PROMPT}`
}

let terminal: Terminal
let marks: PromptMarks
let started: ShellCommand[]
let ended: ShellCommand[]

beforeEach(() => {
  terminal = new Terminal({ cols: 40, rows: 6, scrollback: 20, allowProposedApi: true })
  started = []
  ended = []
  marks = new PromptMarks(terminal, {
    onStarted: (command) => started.push(command),
    onEnded: (command) => ended.push(command),
  })
})

afterEach(() => {
  marks.dispose()
  terminal.dispose()
})

function print(text: string): Promise<void> {
  return new Promise((resolve) => terminal.write(text, resolve))
}

describe('PromptMarks', () => {
  it('tells commands with their exit codes and output', async () => {
    await print(`\x1b]133;D;0\x07${PROMPT}`)
    await print(run('echo one', 'one\r\n'))
    await print(run('false', '', 1))
    expect(marks.commands.map(({ text, ended }) => [text, ended?.exitCode])).toEqual([
      ['echo one', 0],
      ['false', 1],
    ])
    expect(marks.commands.map((command) => marks.outputOf(command))).toEqual(['one', ''])
    expect(marks.commands.map(({ prompt }) => prompt?.line)).toEqual([0, 2])
    expect(ended.map(({ text }) => text)).toEqual(['echo one', 'false'])
  })

  it('joins what was wrapped, in the command and in its output', async () => {
    const long = 'x'.repeat(70)
    await print(PROMPT)
    await print(run(`echo ${long}`, `${long}\r\nend`))
    expect(marks.commands[0]?.text).toBe(`echo ${long}`)
    expect(marks.outputOf(marks.commands[0]!)).toBe(`${long}\nend`)
  })

  it('knows a command while it runs, and what it has printed so far', async () => {
    await print(`${PROMPT}sleep 9\r\n\x1b]133;C\x07waiting\r\nstill`)
    expect(marks.running?.text).toBe('sleep 9')
    expect(marks.outputOf(marks.running!)).toBe('waiting\nstill')
    expect(started).toHaveLength(1)
    expect(ended).toHaveLength(0)
  })

  it('keeps the rest of an output whose beginning has scrolled out', async () => {
    await print(PROMPT + run('first', 'first\r\n'))
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`)
    await print(run('seq', lines.join('\r\n') + '\r\n'))
    expect(marks.commands.map(({ text }) => text)).toEqual(['seq'])
    const output = marks.outputOf(marks.commands[0]!)
    expect(output.endsWith('line 58\nline 59')).toBe(true)
    expect(output).not.toContain('line 2\n')
  })

  it('does not take what was there before a cleared screen for output', async () => {
    await print(PROMPT + run('secret', 'old output\r\n') + run('clear', '\x1b[H\x1b[2J'))
    const clear = marks.commands.at(-1)!
    expect(clear.text).toBe('clear')
    expect(marks.outputOf(clear)).toBe('')
  })

  it('ignores empty lines, a line that was given up, and a prompt that is drawn again', async () => {
    await print(PROMPT)
    await print(`\r\n\x1b]133;D;1\x07${PROMPT}`)
    await print(`half a line^C\r\n\x1b]133;D;130\x07${PROMPT}`)
    await print(`\x1b[H\x1b[J${PROMPT}`)
    expect(marks.commands).toEqual([])
    await print(run('ls', 'file\r\n'))
    expect(marks.commands.map(({ text, prompt }) => [text, prompt?.line])).toEqual([['ls', 0]])
  })

  it('tells the failure of a line that the shell refuses to parse', async () => {
    await print(`${PROMPT}echo )\r\nbash: syntax error\r\n\x1b]133;D;2\x07${PROMPT}`)
    expect(ended.map(({ text, ended }) => [text, ended?.exitCode])).toEqual([['echo )', 2]])
    expect(marks.outputOf(ended[0]!)).toBe('bash: syntax error')
  })

  it('survives a full-screen program and marks that were printed in it', async () => {
    await print(`${PROMPT}vim\r\n\x1b]133;C\x07\x1b[?1049h~\r\n~\x1b]133;A\x07\x1b]133;B\x07\x1b[?1049l`)
    await print(`\x1b]133;D;0\x07${PROMPT}` + run('ls', 'file\r\n'))
    expect(marks.commands.map(({ text }) => text)).toEqual(['vim', 'ls'])
    expect(marks.outputOf(marks.commands[1]!)).toBe('file')
  })

  it.each(['\x1bc', 'clear()'])(
    'forgets all when the terminal is reset by %j, and begins anew',
    async (way) => {
      await print(PROMPT + run('old', 'old\r\n'))
      const { prompt } = marks.commands[0]!
      if (way === '\x1bc') await print(way)
      else {
        terminal.reset()
        marks.clear()
      }
      expect(marks.commands).toEqual([])
      expect(prompt?.isDisposed).toBe(true)
      await print(PROMPT + run('new', 'new\r\n'))
      expect(marks.commands.map((command) => [command.text, marks.outputOf(command)])).toEqual([
        ['new', 'new'],
      ])
    },
  )

  it('keeps a bounded number of commands', async () => {
    terminal.options.scrollback = 5_000
    await print(PROMPT + Array.from({ length: 500 }, (_, index) => run(`echo ${index}`, '')).join(''))
    expect(marks.commands).toHaveLength(200)
    expect(marks.commands.at(-1)?.text).toBe('echo 499')
  })

  it('takes junk for nothing', async () => {
    for (const junk of ['', 'Z', 'D;abc', 'D;99999', 'A;;;;', 'C;x', `B;${'x'.repeat(10_000)}`])
      await print(`\x1b]133;${junk}\x07`)
    await print(PROMPT + run('ls', 'file\r\n'))
    expect(marks.commands.at(-1)?.text).toBe('ls')
    expect(marks.commands.at(-1)?.ended?.exitCode).toBe(0)
  })
})
