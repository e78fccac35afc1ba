import { setTimeout as delay } from 'node:timers/promises'
import type { BenchTerminal } from './bench-terminal.ts'

/** Of our instances' prompt: all bash there has it, however it is reached. */
const PROMPT = ']133;B'
const KEYS_A_LINE = 50
/** 50 MB of lines, which `cat` prints. */
export const FILE = '/root/50mb.txt'
export const MAKE_FILE = `seq -f '%015.0f the quick brown fox jumps over the lazy dog 0123456789 abcde' 650000 > ${FILE}`

export async function prompt(terminal: BenchTerminal): Promise<void> {
  const shown = terminal.drawn(PROMPT)
  terminal.type('\r')
  await shown
  await terminal.settled(100)
}

/** Milliseconds from each key to its echo at an idle prompt. */
export async function echo(terminal: BenchTerminal, count: number): Promise<number[]> {
  await prompt(terminal)
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const key = String.fromCharCode(97 + Math.floor(Math.random() * 26))
    const shown = terminal.drawn(key)
    const begin = performance.now()
    terminal.type(key)
    times.push((await shown) - begin)
    if (index % KEYS_A_LINE === KEYS_A_LINE - 1) {
      terminal.type('\x15')
      await terminal.settled(20)
    }
    // At random, so as not to fall into step with a timer.
    await delay(5 + Math.random() * 6)
  }
  terminal.type('\x15')
  return times
}

/** Megabytes (10⁶) a second of a command's output. */
export async function throughput(terminal: BenchTerminal, command: string): Promise<number> {
  await prompt(terminal)
  const before = terminal.bytes
  const done = terminal.drawn('done-42')
  const begin = performance.now()
  terminal.type(`${command}; echo done-$((40+2))\r`)
  const seconds = ((await done) - begin) / 1000
  return (terminal.bytes - before) / 1e6 / seconds
}

/** Milliseconds from Ctrl-C in a flood until the prompt is drawn, by a page that draws 10 MB/s. */
export async function interrupt(terminal: BenchTerminal): Promise<number> {
  terminal.drawAt(10e6)
  await prompt(terminal)
  terminal.type(`cat ${Array(20).fill(FILE).join(' ')}\r`)
  await delay(2_000 + Math.random() * 100)
  const shown = terminal.drawn(PROMPT)
  const begin = performance.now()
  terminal.type('\x03')
  return (await shown) - begin
}

/** Milliseconds to the prompt after five seconds in which nothing was read of a flood, and a Ctrl-C in them. */
export async function resume(terminal: BenchTerminal): Promise<number> {
  await prompt(terminal)
  terminal.type('yes\r')
  terminal.stopReading()
  await delay(5_000)
  terminal.type('\x03')
  await delay(200)
  const shown = terminal.drawn(PROMPT)
  const begin = performance.now()
  terminal.resumeReading()
  return (await shown) - begin
}
