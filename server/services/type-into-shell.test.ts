import { expect, test } from 'vitest'
import type { Block } from '../domain/lab.ts'
import { blockIdSchema, FIRST_TERMINAL } from '../protocol/ids.ts'
import { FakeTerminalStream } from '../testing/fake-access.ts'
import { Terminal } from './terminal.ts'
import { playCommands, typeBlock } from './type-into-shell.ts'

const values = { username: 'wise-otter-42' }
const RUNS = '\x1b]133;C\x07'
const PROMPT = '\x1b]133;D;7\x07\x1b]133;A\x07$ '

function createTerminal() {
  const size = { cols: 80, rows: 24 }
  const stream = new FakeTerminalStream({ number: FIRST_TERMINAL, size }, { id: 'shell', from: 0 })
  const terminal = new Terminal(stream, {
    size,
    onPrompt: () => undefined,
    onEcho: () => undefined,
    onEnd: () => undefined,
  })
  return { stream, terminal }
}

function block(code: string, over: Partial<Block> = {}): Block {
  const kind = { isRunnable: true, isAnswer: false, isMeantToFail: false, isInterrupting: false }
  return { id: blockIdSchema.parse('a'), language: 'bash', code, instance: null, ...kind, ...over }
}

test('a command waits for its turn, unless it is there to interrupt', () => {
  const { stream, terminal } = createTerminal()
  stream.print(RUNS)
  expect(() => typeBlock(terminal, block('ls'), values)).toThrow('still running')
  typeBlock(terminal, block('ls', { isInterrupting: true }), values)
  expect(stream.typed).toBe('\x03ls\r')
})

test('an answer is typed only to a program that runs', () => {
  const { stream, terminal } = createTerminal()
  const answer = block('{{username}}', { isAnswer: true })
  expect(() => typeBlock(terminal, answer, values)).toThrow('Nothing is asking')
  stream.print(RUNS)
  typeBlock(terminal, answer, values)
  expect(stream.typed).toBe('wise-otter-42\r')
})

test('nothing is typed while a value is missing', () => {
  const { stream, terminal } = createTerminal()
  expect(() => typeBlock(terminal, block('docker pull nginx@{{digest}}'), values)).toThrow('{{digest}}')
  expect(stream.typed).toBe('')
})

test('played commands begin at a prompt and end with the exit code of the last', async () => {
  const { stream, terminal } = createTerminal()
  const played = playCommands(terminal, { code: 'a\nb', values, signal: new AbortController().signal })
  expect(stream.typed).toBe('')
  stream.onTyped = () => RUNS + PROMPT
  stream.print(`\x1b[?2004h${PROMPT}`)
  expect(await played).toBe(7)
  expect(stream.typed).toBe('\x1b[200~a\nb\x1b[201~\r')
})
