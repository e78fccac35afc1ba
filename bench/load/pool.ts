/**
 * How long from a click on Add New Instance to the first prompt: from the warm pool, and cold on the same machine in
 * the same run, which is the floor. Without a browser, so that the lab alone is measured (`npm run bench:start` has
 * one). `npm run bench:pool -- --rounds 20`; needs what `npm test` sets up.
 */
import { parseArgs } from 'node:util'
import { spawnBroker } from '../../server/testing/spawn-broker.ts'
import { printTable } from '../print-table.ts'
import { quantile } from '../quantile.ts'
import { arrive, leave, prepared } from './participant.ts'

const TARGET_MS = 500
const TIMEOUT_MS = 60_000
/** All of them are ready before each click; the place of the one that is claimed is filled again meanwhile. */
const POOLED = 2

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } })
const rounds = Number(values.rounds)

async function clicks(settings: Record<string, string>, isPooled: boolean): Promise<number[]> {
  await using broker = await spawnBroker({ settings: { DRYDOCK_E2E_PAGES: 'none', ...settings } })
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    if (isPooled) await prepared(broker, POOLED)
    const arrival = await arrive(broker, TIMEOUT_MS)
    times.push(arrival.promptMs)
    await leave(broker, arrival)
  }
  return times
}

const warm = await clicks({ DRYDOCK_POOL_MIN: String(POOLED), DRYDOCK_POOL_MAX: String(POOLED) }, true)
const cold = await clicks({ DRYDOCK_POOL_MAX: '0' }, false)
const row = (name: string, times: number[]) => [
  name,
  `${Math.round(quantile(times, 0.5))} ms`,
  `${Math.round(quantile(times, 0.95))} ms`,
  `${(quantile(times, 0.5) / quantile(cold, 0.5)).toFixed(2)} ×`,
]
printTable(
  ['', 'p50', 'p95', 'of the floor'],
  [row('click → prompt, cold (floor)', cold), row('click → prompt, from the pool', warm)],
)
const p95 = quantile(warm, 0.95)
console.log(
  `target: p95 < ${TARGET_MS} ms from the pool: ${p95 < TARGET_MS ? 'met' : 'MISSED'} (${rounds} rounds)`,
)
