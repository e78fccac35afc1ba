/**
 * A full room: sixty participants who type at the speed of people, ten of whom pull and five build all the time. How
 * long a key takes to its echo, idle and then, and how much memory the broker has. `npm run bench:live [seconds]`;
 * needs what `npm test` sets up.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { FIRST_TERMINAL, instanceNameSchema, type TerminalRef } from '../../server/protocol/ids.ts'
import { PageTab } from '../../server/testing/page-tab.ts'
import { spawnBroker } from '../../server/testing/spawn-broker.ts'
import { printTable } from '../print-table.ts'
import { quantile } from '../quantile.ts'
import { residentBytes } from '../resident-bytes.ts'
import { BenchLab } from '../terminal/bench-lab.ts'
import { ExecTerminal } from '../terminal/exec-terminal.ts'
import { prompt } from '../terminal/measures.ts'
import { PageTerminal } from '../terminal/page-terminal.ts'
import type { BenchTerminal } from '../terminal/bench-terminal.ts'

const SECONDS = Number(process.argv[2] ?? 60)
const ROOM = 60
const PULLING = 10
const BUILDING = 5
/** Sessions that start at once: what a small machine takes without failing any. */
const STARTING = 4
/** Three keys a second: somebody who types without a pause. */
const MEAN_PAUSE_MS = 330
const KEYS_A_LINE = 40
const MiB = 1024 * 1024
const first: TerminalRef = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }

const PULL = 'while :; do docker pull -q nginx:alpine; docker image rm -f nginx:alpine; done >/dev/null 2>&1'
const BUILD = `mkdir -p b && cd b && printf 'FROM alpine\\nRUN seq 1 200000 | sha256sum\\n' > Dockerfile
while :; do docker build --no-cache -q .; done >/dev/null 2>&1`

interface Participant {
  lab: BenchLab
  tab: PageTab
  terminal: BenchTerminal
}

await using broker = await spawnBroker()

async function join(): Promise<Participant> {
  const lab = await BenchLab.open(broker, 1)
  const tab = new PageTab(broker, lab.cookie)
  const terminal = await PageTerminal.open(tab, first)
  await prompt(terminal)
  return { lab, tab, terminal }
}

async function fillRoom(): Promise<Participant[]> {
  const room: Participant[] = []
  let places = ROOM
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: STARTING }, async () => {
      while (places-- > 0) {
        room.push(await join())
        if (room.length % 10 === 0) console.error(`${room.length} are there`)
      }
    }),
  )
  console.error(`${ROOM} sessions in ${((performance.now() - begin) / 1000).toFixed(0)} s`)
  return room
}

/** Milliseconds from each key to its echo, of somebody who types at random moments until the time is over. */
async function typeFor(terminal: BenchTerminal, ms: number): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + ms
  while (performance.now() < end) {
    const key = String.fromCharCode(97 + Math.floor(Math.random() * 26))
    const shown = terminal.drawn(key)
    const begin = performance.now()
    terminal.type(key)
    times.push((await shown) - begin)
    if (times.length % KEYS_A_LINE === 0) {
      terminal.type('\x15')
      await terminal.settled(50)
    }
    await delay(Math.random() * 2 * MEAN_PAUSE_MS)
  }
  terminal.type('\x15')
  return times
}

/** Work that goes on in a second terminal, as people have it. */
async function work({ lab, tab }: Participant, command: string): Promise<void> {
  const [ref] = await lab.openTerminals(1)
  const terminal = await PageTerminal.open(tab, ref!)
  await prompt(terminal)
  terminal.type(`${command}\r`)
}

async function typeTogether(
  room: Participant[],
  ms: number,
): Promise<{ times: number[]; peakBytes: number }> {
  let peakBytes = 0
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, residentBytes(broker.pid))), 500)
  const times = await Promise.all(room.map(({ terminal }) => typeFor(terminal, ms)))
  clearInterval(watch)
  return { times: times.flat(), peakBytes }
}

const room = await fillRoom()
const { engine, id } = await room[0]!.lab.container('node1')
await using exec = await ExecTerminal.open(engine, id)
await prompt(exec)
const rows: string[][] = []
async function measure(name: string, target: string): Promise<void> {
  const [floor, { times, peakBytes }] = await Promise.all([
    typeFor(exec, SECONDS * 1000),
    typeTogether(room, SECONDS * 1000),
  ])
  const ms = (values: number[], q: number): string => `${quantile(values, q).toFixed(1)} ms`
  rows.push([
    name,
    String(times.length),
    ms(times, 0.5),
    ms(times, 0.99),
    ms(floor, 0.99),
    `${(quantile(times, 0.99) / quantile(floor, 0.99)).toFixed(2)} ×`,
    `${(peakBytes / MiB).toFixed(0)} MiB`,
    target,
  ])
  console.error(rows.at(-1)!.join(' | '))
}

await measure('60 type', '')
await Promise.all(room.slice(0, PULLING).map((participant) => work(participant, PULL)))
await Promise.all(room.slice(PULLING, PULLING + BUILDING).map((participant) => work(participant, BUILD)))
await measure('60 type, 10 of them pull, 5 build', 'p99 < 150 ms, broker < 400 MiB')
for (const { tab } of room) tab[Symbol.dispose]()

console.log()
printTable(['', 'keys', 'p50', 'p99', 'docker exec p99', 'ratio', 'broker', 'target'], rows)
