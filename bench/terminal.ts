/**
 * How a terminal of Drydock compares with what it is built on: `docker exec` into the same instance, and a bare PTY of
 * this machine, all in one run and in turns. `npm run bench:terminal [rounds]`; needs what `npm test` sets up.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { FIRST_TERMINAL, instanceNameSchema, type TerminalRef } from '../server/protocol/ids.ts'
import { PageTab } from '../server/testing/page-tab.ts'
import { spawnBroker } from '../server/testing/spawn-broker.ts'
import { printTable } from './print-table.ts'
import { quantile } from './quantile.ts'
import { BenchLab } from './terminal/bench-lab.ts'
import type { BenchTerminal } from './terminal/bench-terminal.ts'
import { ExecTerminal } from './terminal/exec-terminal.ts'
import { echo, FILE, interrupt, MAKE_FILE, prompt, resume, throughput } from './terminal/measures.ts'
import { PageTerminal } from './terminal/page-terminal.ts'

const ROUNDS = Number(process.argv[2] ?? 3)
const WARM_UP_KEYS = 300
const KEYS = 1000
const KEYS_IN_FLOOD = 500
const INSTANCES = 4
/** Terminals beside the one that is measured: those that stream, and all that fit. */
const STREAMING = 20
const IDLE = 28
/** 50 lines of 80 bytes each 20 ms: 200 kB/s, a busy build. */
const STEADY = `perl -e '$|=1;$b=("x"x79 ."\\n")x50;while(1){print $b;select undef,undef,undef,0.02}'`
const FLOOD = `yes ${'x'.repeat(79)}`
/** Whole of the scrollback is full. */
const FULL_SCROLLBACK = 'seq 1 600000'
const RELOADS = 20
const first: TerminalRef = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }
const MiB = 1024 * 1024

await using broker = await spawnBroker()
const lab = await BenchLab.open(broker, INSTANCES)
const { engine, id } = await lab.container('node1')
using tab = new PageTab(broker, lab.cookie)

interface Way {
  name: string
  open: () => Promise<BenchTerminal>
}
const drydock: Way = { name: 'Drydock', open: () => PageTerminal.open(tab, first) }
const dockerExec: Way = { name: 'docker exec', open: () => ExecTerminal.open(engine, id) }
const ways = [drydock, dockerExec]

const median = (values: number[]): number => quantile(values, 0.5)
const p99 = (values: number[]): number => quantile(values, 0.99)
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`
const mb = (value: number): string => `${value.toFixed(1)} MB/s`
const ratio = (own: number, other: number): string => `${(own / other).toFixed(2)} ×`
const rows: string[][] = []
const show = (...row: string[]): void => {
  rows.push(row)
  console.error(row.join(' | '))
}

/** In turns, so that what else this machine does hits both. */
async function inTurns<T>(measure: (terminal: BenchTerminal) => Promise<T>): Promise<Record<string, T[]>> {
  const results: Record<string, T[]> = {}
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, open } of ways) {
      await using terminal = await open()
      ;(results[name] ??= []).push(await measure(terminal))
    }
  }
  return results
}

function brokerBytes(): number {
  const status = readFileSync(`/proc/${broker.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
}

async function peakGrowth(durationMs: number): Promise<number> {
  const before = brokerBytes()
  let peak = before
  const end = performance.now() + durationMs
  while (performance.now() < end) {
    await delay(50)
    peak = Math.max(peak, brokerBytes())
  }
  return peak - before
}

/** Echo while other terminals of Drydock stream: at one of it, and at a `docker exec` into the same instance. */
async function echoBeside(refs: TerminalRef[], command: string): Promise<Record<string, number[][]>> {
  const script = join(import.meta.dirname, 'terminal/load.ts')
  const names = refs.map(({ instance, terminal }) => `${instance}/${terminal}`)
  const child = spawn(process.execPath, [script, broker.url, lab.cookie, command, ...names], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  if ((await lines.next()).value !== 'ready') throw new Error('the other terminals do not stream')
  const times = await inTurns((terminal) => echo(terminal, KEYS_IN_FLOOD))
  child.stdin.end()
  const { value: received } = await lines.next()
  console.error(`the others received ${received} MB/s together`)
  await once(child, 'exit')
  return times
}

function rawPty(): { echoMs: number[]; cat: number; seq: number } {
  const file = join(tmpdir(), `drydock-bench-${process.pid}.txt`)
  execFileSync('bash', ['-c', MAKE_FILE.replace(FILE, file)])
  try {
    const script = join(import.meta.dirname, 'terminal/raw_pty.py')
    return JSON.parse(execFileSync('python3', [script, file], { encoding: 'utf8' })) as ReturnType<
      typeof rawPty
    >
  } finally {
    rmSync(file)
  }
}

async function compareEcho(floor: number[]): Promise<void> {
  for (const { open } of ways) {
    await using terminal = await open()
    await echo(terminal, WARM_UP_KEYS)
  }
  const times = await inTurns((terminal) => echo(terminal, KEYS))
  for (const [name, of, target] of [
    ['p50', median, '≤ 1.3 × docker exec'],
    ['p99', p99, '< 5 ms'],
  ] as const) {
    const [own, other] = [drydock, dockerExec].map((way) => median(times[way.name]!.map(of)))
    show(`echo of a key, idle, ${name}`, ms(own!), ms(other!), ms(of(floor)), ratio(own!, other!), target)
  }
}

async function compareThroughput(floor: { cat: number; seq: number }): Promise<void> {
  for (const [name, command, raw] of [
    ['cat 50 MB', `cat ${FILE}`, floor.cat],
    ['seq 17 MB', 'seq 1 2000000', floor.seq],
  ] as const) {
    const rates = await inTurns((terminal) => throughput(terminal, command))
    const [own, other] = [drydock, dockerExec].map((way) => median(rates[way.name]!))
    show(name, mb(own!), mb(other!), mb(raw), ratio(own!, other!), '≥ 0.95 × docker exec')
  }
}

async function compareInterrupts(): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await using terminal = await PageTerminal.open(tab, first)
    times.push(await interrupt(terminal))
  }
  show('Ctrl-C in cat of 1 GB, drawn at 10 MB/s', ms(median(times)), '–', '–', '–', '< 60 ms')
  const stall = await inTurns(resume)
  const [ownStall, otherStall] = [drydock, dockerExec].map((way) => median(stall[way.name]!))
  show(
    'prompt after 5 s of not reading yes',
    ms(ownStall!),
    ms(otherStall!),
    '–',
    ratio(ownStall!, otherStall!),
    '< 25 ms',
  )
}

async function measureStopped(): Promise<void> {
  await using terminal = await PageTerminal.open(tab, first)
  await prompt(terminal)
  terminal.stopReading()
  terminal.type('yes\r')
  const growth = await peakGrowth(10_000)
  show(
    'broker’s growth in 10 s of yes, not read',
    `${(growth / MiB).toFixed(1)} MiB`,
    '–',
    '–',
    '–',
    '< 1 MB',
  )
}

async function measureReload(): Promise<void> {
  await using terminal = await PageTerminal.open(tab, first)
  await throughput(terminal, FULL_SCROLLBACK)
  const times: number[] = []
  let bytes = 0
  for (let reload = 0; reload < RELOADS; reload++) {
    const begin = performance.now()
    using fresh = new PageTab(broker, lab.cookie)
    const again = await PageTerminal.open(fresh, first)
    const shown = again.drawn('live-42')
    again.type('echo live-$((40+2))\r')
    times.push((await shown) - begin)
    bytes = again.bytes
  }
  const name = `live screen after a reload, ${(bytes / MiB).toFixed(1)} MiB sent, p95`
  show(name, ms(quantile(times, 0.95)), '–', '–', '–', '< 400 ms')
}

async function compareBeside(refs: TerminalRef[]): Promise<void> {
  for (const [what, command, target] of [
    ['200 kB/s', STEADY, '< 5 ms'],
    ['yes', FLOOD, '< 50 ms'],
  ] as const) {
    const times = await echoBeside(refs, command)
    const [own, other] = [drydock, dockerExec].map((way) => median(times[way.name]!.map(p99)))
    show(`echo p99 beside ${refs.length} × ${what}`, ms(own!), ms(other!), '–', ratio(own!, other!), target)
  }
}

async function openIdle(): Promise<TerminalRef[]> {
  await delay(2_000)
  const before = brokerBytes()
  const refs = await lab.openTerminals(IDLE)
  for (const ref of refs) await prompt(await PageTerminal.open(tab, ref))
  await delay(2_000)
  const each = (brokerBytes() - before) / refs.length / 1024
  show(
    `broker’s memory for an idle terminal, of ${refs.length}`,
    `${each.toFixed(0)} KiB`,
    '–',
    '–',
    '–',
    '< 300 KiB',
  )
  return refs
}

{
  await using terminal = await PageTerminal.open(tab, first)
  await throughput(terminal, MAKE_FILE)
}
// First, while the broker has no memory left over from anything else.
const others = await openIdle()
await measureStopped()
const floor = rawPty()
await compareEcho(floor.echoMs)
await compareThroughput(floor)
await compareInterrupts()
await measureReload()
await compareBeside(others.slice(0, STREAMING))
await lab.closeTerminals(others)
console.log()
printTable(['', 'Drydock', 'docker exec', 'bare PTY', 'ratio', 'target'], rows)
console.log(`medians of ${ROUNDS} rounds in turns`)
