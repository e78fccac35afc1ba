import { Terminal as HeadlessTerminal } from '@xterm/headless'
import type { IMarker, Terminal } from '@xterm/xterm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PromptJumps } from './prompt-jumps.ts'
import { PromptMarks } from './prompt-marks.ts'

const PROMPT = '\x1b]133;A\x07$ \x1b]133;B\x07'

let terminal: Terminal
let marks: PromptMarks
let jumps: PromptJumps
let said: string[]

beforeEach(async () => {
  said = []
  // Without a page there are no decorations, and of these only their place matters here.
  terminal = Object.assign(
    new HeadlessTerminal({ cols: 40, rows: 5, scrollback: 60, allowProposedApi: true }),
    { registerDecoration: ({ marker }: { marker: IMarker }) => fakeDecoration(marker) },
  ) as unknown as Terminal
  marks = new PromptMarks(terminal, { onStarted: () => undefined, onEnded: () => undefined })
  jumps = new PromptJumps(terminal, marks, (text) => said.push(text))
  await print(PROMPT)
})

afterEach(() => {
  jumps.dispose()
  marks.dispose()
  terminal.dispose()
})

function fakeDecoration(marker: IMarker) {
  return {
    marker,
    isDisposed: false,
    onRender: () => undefined,
    dispose() {
      this.isDisposed = true
    },
  }
}

function print(text: string): Promise<void> {
  return new Promise((resolve) => terminal.write(text, resolve))
}

function run(command: string, lines: number, exitCode = 0): Promise<void> {
  const output = 'line\r\n'.repeat(lines)
  return print(`${command}\r\n\x1b]133;C\x07${output}\x1b]133;D;${exitCode}\x07${PROMPT}`)
}

describe('PromptJumps', () => {
  it('goes up from command to command, tells how each went, and stops at the first', async () => {
    await run('one', 10)
    await run('two', 10, 3)
    jumps.previous()
    const second = terminal.buffer.active.viewportY
    expect(jumps.current?.text).toBe('two')
    jumps.previous()
    expect(jumps.current?.text).toBe('one')
    expect(terminal.buffer.active.viewportY).toBeLessThan(second)
    jumps.previous()
    expect(jumps.current?.text).toBe('one')
    expect(said).toEqual(['two failed with exit code 3.', 'one succeeded.', 'This is the first command.'])
  })

  it('goes down again, and past the last one to the prompt', async () => {
    await run('one', 10)
    await run('two', 10)
    jumps.previous()
    jumps.previous()
    jumps.next()
    expect(jumps.current?.text).toBe('two')
    jumps.next()
    expect(jumps.current).toBeUndefined()
    expect(terminal.buffer.active.viewportY).toBe(terminal.buffer.active.baseY)
    expect(said.at(-1)).toBe('At the prompt.')
  })

  it('goes on from what was jumped to, also when all is in view', async () => {
    await run('one', 0)
    await run('two', 0)
    jumps.previous()
    jumps.previous()
    expect(said).toEqual(['two succeeded.', 'one succeeded.'])
  })

  it('forgets where it was when something is typed, or what it was at has gone', async () => {
    await run('one', 1)
    jumps.previous()
    terminal.input('x')
    expect(jumps.current).toBeUndefined()
    jumps.previous()
    await run('seq', 100)
    expect(jumps.current).toBeUndefined()
    jumps.previous()
    expect(said.at(-1)).toBe('There is no command to go to.')
  })

  it('says that there is nothing to jump to', () => {
    jumps.previous()
    expect(said).toEqual(['There is no command to go to.'])
  })
})
