/**
 * Fuzzes with other inputs each time: `npm run fuzz -- --minutes 10 [--only socket|api|lab] [--seed N]`. Stops at the
 * first failure, which names the seed.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { startApiFuzz } from './fuzz-api.ts'
import { startLabFuzz } from './fuzz-lab.ts'
import { startSocketFuzz } from './fuzz-socket.ts'
import { fuzz } from './fuzz-target.ts'

/** Inputs with one seed: some ten seconds, so that the targets take turns. */
const RUNS = { socket: 300, api: 3_000, lab: 200 }
const TARGETS = { socket: startSocketFuzz, api: startApiFuzz, lab: startLabFuzz }
type TargetName = keyof typeof TARGETS

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    only: { type: 'string' },
    seed: { type: 'string' },
  },
})
const names = (Object.keys(TARGETS) as TargetName[]).filter((name) => (values.only ?? name) === name)
if (names.length === 0) throw new Error(`--only takes one of: ${Object.keys(TARGETS).join(', ')}`)
const endsAt = performance.now() + Number(values.minutes) * 60_000
let count = 0
do {
  for (const name of names) {
    const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
    process.stdout.write(`${name} --seed ${seed} … `)
    await fuzz(TARGETS[name], { runs: RUNS[name], seed })
    count += RUNS[name]
    process.stdout.write(`${count} inputs\n`)
  }
} while (performance.now() < endsAt)
