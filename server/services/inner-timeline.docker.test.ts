import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectLabEngine } from '../docker/lab-engine.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { describeEvent } from '../protocol/describe-event.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench } from '../testing/lab-bench.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { BURST } from './inner-timeline.ts'
import { Instances } from './instances.ts'

/** What somebody does in a real instance, as its timeline tells it. */
const node1 = instanceNameSchema.parse('node1')
const owned = new AsyncDisposableStack()
const bench = createLabBench({ log: pino({ level: 'silent' }) })
let provisioner: Provisioner
let access: InstanceAccess
let instances: Instances
let instance: Instance
let sessionId: Instance['sessionId']

beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('timeline-test')))
  instances = owned.use(
    new Instances({
      ...bench,
      provisioner,
      access,
      waitingRoom: bench.capacity.waitingRoom,
      onReady: async () => undefined,
      maxPerSession: 1,
    }),
  )
  // Other brokers remove from the lab engine what is past the time on its label.
  bench.clock.advance(Date.now())
  const { session } = await bench.sessions.open()
  sessionId = session.stored.id
  owned.defer(() => provisioner.destroySession(sessionId))
  instances.create(session)
  const state = await session.settled(node1, AbortSignal.timeout(180_000))
  if (state?.status !== 'ready') throw new Error('the instance did not start')
  instance = state.instance
}, 400_000)
afterAll(() => owned.disposeAsync())

async function sentences(): Promise<string[]> {
  const entries = await bench.timeline.bySession(sessionId)
  return entries.map(({ event }) => describeEvent(event, { time: () => 'then' }))
}

/** They come in this order, whatever is between them. */
async function telling(...expected: (string | RegExp)[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const told = await sentences()
      let from = 0
      for (const sentence of expected) {
        const found = told.findIndex(
          (one, index) =>
            index >= from && (typeof sentence === 'string' ? one === sentence : sentence.test(one)),
        )
        expect(found, `${String(sentence)} in\n${told.join('\n')}`).toBeGreaterThanOrEqual(0)
        from = found + 1
      }
    },
    { timeout: 15_000, interval: 100 },
  )
}

test('pulls, containers, exit codes, builds and pushes are told in plain sentences', async () => {
  await runInInstance(
    access,
    instance,
    `docker pull --quiet alpine && docker run --name fine alpine true
     docker run --name broken alpine sh -c 'exit 3' || true
     printf 'FROM alpine\\nRUN touch /x\\n' | docker build --quiet --tag mine:1 - `,
  )
  await telling(
    'You added node1.',
    /^node1 was ready after [\d.]+ seconds\.$/,
    'node1 pulled the image alpine:latest.',
    'Container fine (alpine) started on node1.',
    'Container fine (alpine) on node1 ended.',
    'Container broken (alpine) on node1 ended with exit code 3.',
    'The image mine:1 was built or tagged on node1.',
  )
})

test('a restart of the inner Engine is told with how long it took', async () => {
  await runInInstance(access, instance, 'systemctl restart docker')
  bench.clock.advance(2_000)
  await telling('Docker stopped on node1.', /^Docker ran again on node1 after [\d.]+ seconds\.$/)
})

test('a loop ends in a number, not in a page of lines', async () => {
  const script = 'docker pull --quiet alpine; for i in $(seq 40); do docker tag alpine loop:$i; done'
  await runInInstance(access, instance, script)
  const tagged = async () => (await sentences()).filter((one) => one.startsWith('The image loop:')).length
  await vi.waitFor(async () => expect(await tagged()).toBeGreaterThan(5), { timeout: 15_000 })
  expect(await tagged()).toBeLessThanOrEqual(BURST)
  // What was left out is told at the latest when the instance is no longer watched.
  instances[Symbol.dispose]()
  await telling(/^\d+ more things happened in Docker on node1 at about that time\.$/)
})
