/**
 * `npm run bench:chaos [-- cycles]`: people open sessions, use and leave them, while the broker is killed, the lab engine
 * hangs, the Hub is stopped, instances are killed and connections drop. In the end nothing may be left, and the Hub be
 * there. Exits with 1 otherwise.
 */
import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { countLabObjects } from '../../server/testing/lab-leftovers.ts'
import { ChaosLab } from './chaos-lab.ts'
import { ChaosParticipant } from './chaos-participant.ts'

const DEFAULT_CYCLES = 500
/** Two CPUs have enough to do with these. */
const PARALLEL = 4
/** Between two faults. */
const CALM_MS = { min: 4_000, max: 20_000 }
/** The last part of the cycles leaves the broker alone, so that its file descriptors can be compared. */
const CALM_SHARE = 0.2
/** What a closed session leaves is removed by then: the reaper looks every ten seconds. */
const SETTLE_MS = 60_000
const POLL_MS = 1_000

const cycles = Number(process.argv[2] ?? DEFAULT_CYCLES)
if (!Number.isInteger(cycles) || cycles < 1) throw new Error('How many cycles? A whole number.')
await using lab = await ChaosLab.open()
const startedAt = performance.now()
let done = 0
let lostSessions = 0
let failures = 0

async function participate(count: number): Promise<void> {
  let begun = 0
  const worker = async (): Promise<void> => {
    while (begun++ < count) {
      const participant = new ChaosParticipant(lab)
      await participant.run().catch((error: unknown) => {
        failures++
        console.error(error)
      })
      if (participant.isLost) lostSessions++
      if (++done % 10 === 0) console.log(`${done} of ${cycles}`, JSON.stringify(lab.faults))
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
}

async function makeTrouble(signal: AbortSignal, kinds: (() => Promise<void>)[]): Promise<void> {
  while (!signal.aborted) {
    await delay(randomInt(CALM_MS.min, CALM_MS.max), undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) await kinds[randomInt(kinds.length)]!()
  }
}

async function during(work: Promise<void>, kinds: (() => Promise<void>)[]): Promise<void> {
  const end = new AbortController()
  const trouble = makeTrouble(end.signal, kinds)
  await work.finally(() => end.abort())
  await trouble
}

async function settled(condition: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + SETTLE_MS
  while (!(await condition()) && performance.now() < endsAt) await delay(POLL_MS)
}

const faults = [() => lab.hangEngine(), () => lab.stopHub(), () => lab.killSomeInstance()]
const calm = Math.max(1, Math.round(cycles * CALM_SHARE))
await during(participate(cycles - calm), [() => lab.killBroker(), ...faults])
await lab.killBroker()
const before = await lab.descriptors()
await during(participate(calm), faults)
const isClean = async (): Promise<boolean> =>
  Object.values(await countLabObjects(lab.machine.engine)).every((count) => count === 0)
await settled(() => lab.isHubUp())
await settled(isClean)
await settled(async () => (await lab.descriptors()) <= before)

const leftovers = {
  ...(await countLabObjects(lab.machine.engine)),
  'file descriptors of the broker': Math.max(0, (await lab.descriptors()) - before),
  'Hub that stays away': (await lab.isHubUp()) ? 0 : 1,
  'lost sessions': lostSessions,
  'cycles that did not end': failures,
}
console.log(`${cycles} cycles in ${Math.round((performance.now() - startedAt) / 1000)} s`)
console.table(lab.faults)
console.table(leftovers)
if (Object.values(leftovers).some((count) => count > 0)) process.exitCode = 1
