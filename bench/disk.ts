/**
 * What a disk of its own costs an instance: how long it takes to start, to pull and build, and to write and delete,
 * with such a disk and on the lab engine's own. `node bench/disk.ts`; needs what `npm test` sets up.
 */
import { connectLabEngine } from '../server/docker/lab-engine.ts'
import { randomBase32 } from '../server/lib/random.ts'
import { instanceNameSchema, type SessionId } from '../server/protocol/ids.ts'
import { labEngineOptions } from '../server/testing/prepared-lab.ts'
import { runInInstance } from '../server/testing/run-in-instance.ts'
import { printTable } from './print-table.ts'
import { quantile } from './quantile.ts'

const ROUNDS = 5
const GiB = 1024 ** 3
const KINDS = [
  ['own disk', 8 * GiB],
  ['shared', 0],
] as const

/** In this order; each leaves what the next one needs. */
const WORK = {
  'docker pull python': 'docker pull --quiet python',
  'docker build, 2000 files and 200 MB': `mkdir /b && cd /b
    printf '%s\\n' 'FROM python' 'RUN dd if=/dev/zero of=/x bs=1M count=200 conv=fsync' \\
      'RUN i=0; while [ $i -lt 2000 ]; do echo $i > /f$i; i=$((i+1)); done' 'RUN rm /f*' > Dockerfile
    docker build --quiet -t built .`,
  'write 500 MB to a file': 'dd if=/dev/zero of=/root/file bs=1M count=500 conv=fsync',
  'delete it': 'rm /root/file && sync -f /root',
  'docker system prune': 'docker system prune --all --force',
} as const

const figures = new Map<string, Map<string, number[]>>()
function note(what: string, kind: string, ms: number): void {
  const row = figures.get(what) ?? new Map<string, number[]>()
  figures.set(what, row.set(kind, [...(row.get(kind) ?? []), ms]))
}

const options = await labEngineOptions('bench-disk')
for (let round = 0; round < ROUNDS; round++) {
  for (const [kind, diskBytes] of KINDS) {
    const limits = { ...options.limits, diskBytes }
    const { provisioner, access } = await connectLabEngine({ ...options, limits })
    const sessionId = randomBase32(26) as SessionId
    const name = instanceNameSchema.parse('node1')
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const begin = performance.now()
      const result = await work()
      note(what, kind, performance.now() - begin)
      return result
    }
    try {
      const instance = await timed('start of an instance', () =>
        provisioner.start(
          { sessionId, name, hubMode: 'sandbox', expiresAt: Date.now() + 600_000, env: {} },
          { signal: AbortSignal.timeout(120_000), onBooting: () => undefined },
        ),
      )
      for (const [what, script] of Object.entries(WORK)) {
        await timed(what, () => runInInstance(access, instance, script))
      }
      await timed('removal of the instance', () => provisioner.destroy(instance.id))
    } finally {
      await provisioner.destroySession(sessionId)
    }
  }
}
const median = (values: number[] = []) => `${Math.round(quantile(values, 0.5))} ms`
printTable(
  ['median of ' + String(ROUNDS), ...KINDS.map(([kind]) => kind)],
  [...figures].map(([what, row]) => [what, ...KINDS.map(([kind]) => median(row.get(kind)))]),
)
