/**
 * A class comes: 40 sessions that start within 10 seconds. All must get a prompt, next to what one alone takes.
 * `npm run bench:rush -- --sessions 40 --within 10 --parallel 4`; needs what `npm test` sets up.
 */
import { totalmem } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { defaultPoolMin } from '../../server/config.ts'
import { spawnBroker } from '../../server/testing/spawn-broker.ts'
import { printTable } from '../print-table.ts'
import { quantile } from '../quantile.ts'
import { arrive, leave, prepared, type Arrival } from './participant.ts'

const TARGET_MS = 60_000
/** Later than that nobody would still be waiting. */
const TIMEOUT_MS = 300_000

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '40' },
    within: { type: 'string', default: '10' },
    parallel: { type: 'string', default: '0' },
    pool: { type: 'string', default: String(defaultPoolMin(totalmem())) },
  },
})
const count = Number(values.sessions)
const gapMs = (Number(values.within) * 1_000) / count

await using broker = await spawnBroker({
  settings: {
    DRYDOCK_E2E_PAGES: 'none',
    DRYDOCK_PARALLEL_STARTS: values.parallel,
    DRYDOCK_POOL_MIN: values.pool,
  },
})
await prepared(broker, Number(values.pool))
const alone = await arrive(broker, TIMEOUT_MS)
await leave(broker, alone)
await prepared(broker, Number(values.pool))

const began = performance.now()
const results = await Promise.allSettled(
  Array.from({ length: count }, async (_, index) => {
    await delay(index * gapMs)
    return arrive(broker, TIMEOUT_MS)
  }),
)
const tookMs = performance.now() - began
const arrived = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
for (const result of results)
  if (result.status === 'rejected') console.log(`failed: ${String(result.reason)}`)
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
const row = (name: string, pick: (arrival: Arrival) => number) => {
  const times = arrived.map(pick)
  return [name, seconds(quantile(times, 0.5)), seconds(quantile(times, 0.95)), seconds(Math.max(...times))]
}
printTable(
  ['', 'p50', 'p95', 'longest'],
  [
    ['one alone, prepared: click → prompt', seconds(alone.promptMs), '', ''],
    row(`${count} within ${values.within} s: click → ready`, ({ readyMs }) => readyMs),
    row(`${count} within ${values.within} s: click → prompt`, ({ promptMs }) => promptMs),
  ],
)
const longest = Math.max(...arrived.map(({ position }) => position))
console.log(`all there after ${seconds(tookMs)}; longest line: ${longest}; failed: ${count - arrived.length}`)
const p95 = quantile(
  arrived.map(({ promptMs }) => promptMs),
  0.95,
)
const isMet = arrived.length === count && p95 < TARGET_MS
console.log(`target: none fails, p95 < ${seconds(TARGET_MS)}: ${isMet ? 'met' : 'MISSED'}`)
await Promise.allSettled(arrived.map((arrival) => leave(broker, arrival)))
