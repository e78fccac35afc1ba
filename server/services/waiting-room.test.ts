import { expect, test } from 'vitest'
import type { InstanceView } from '../protocol/session.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { usedInstances } from './occupancy.ts'
import type { LiveSession } from './live-session.ts'
import { ABSENCE_MS } from './waiting-room.ts'

const node1 = instanceNameSchema.parse('node1')
const node2 = instanceNameSchema.parse('node2')

/** A lab with room for one, in which one works and others wait. */
async function fullLab(waiters: number, options: Parameters<typeof createLabBench>[0] = {}) {
  const bench = createLabBench({ maxTotal: 1, maxWaiting: 10, ...options })
  const { session: first } = await bench.sessions.open()
  bench.instances.create(first)
  await settled(first, node1, 'ready')
  const waiting: LiveSession[] = []
  for (let count = 0; count < waiters; count++) {
    const { session } = await bench.sessions.open()
    bench.instances.create(session)
    waiting.push(session)
  }
  const place = (session: LiveSession): InstanceView | undefined => bench.sessions.view(session).instances[0]
  return { ...bench, first, waiting, place }
}

test('whoever finds the lab full waits, and is told the position and when a session ends at the latest', async () => {
  const { waiting, place, clock } = await fullLab(2)
  clock.advance(3_000_000)
  expect(place(waiting[0]!)).toMatchObject({
    status: 'starting',
    phase: 'waiting',
    place: { position: 1, estimateSeconds: null, isFull: true },
  })
  expect(place(waiting[1]!)).toMatchObject({ place: { position: 2, estimateSeconds: null } })
})

test('the estimate follows the end of the sessions that there are', async () => {
  const { waiting, place, clock, capacity } = await fullLab(1)
  clock.advance(3_600_000 - 90_000)
  capacity.presence.seen(waiting[0]!)
  capacity.waitingRoom.tick()
  expect(place(waiting[0]!)).toMatchObject({ place: { position: 1, estimateSeconds: 120 } })
})

test('when somebody leaves, the next one is let in by itself, and the others move up', async () => {
  const { waiting, place, sessions, first, provisioner } = await fullLab(2)
  await sessions.close(first, 'participant')
  await settled(waiting[0]!, node1, 'ready')
  expect(place(waiting[1]!)).toMatchObject({ phase: 'waiting', place: { position: 1 } })
  expect((await provisioner.list()).map(({ sessionId }) => sessionId)).toEqual([waiting[0]!.stored.id])
})

test('so it is when somebody only deletes an instance', async () => {
  const { waiting, instances, first } = await fullLab(1)
  await instances.remove(first, node1)
  await settled(waiting[0]!, node1, 'ready')
})

test('whoever does not want to wait leaves the line, and nothing has started', async () => {
  const { waiting, place, instances, sessions, first, provisioner, capacity } = await fullLab(2)
  await instances.remove(waiting[0]!, node1)
  expect(sessions.view(waiting[0]!).instances).toEqual([])
  expect(place(waiting[1]!)).toMatchObject({ place: { position: 1 } })
  await sessions.close(waiting[1]!, 'participant')
  expect(capacity.waitingRoom.size).toBe(0)
  await sessions.close(first, 'participant')
  expect(await provisioner.list()).toEqual([])
})

test('a page that was closed loses its place after a while, and one that is open does not', async () => {
  const { waiting, place, clock, capacity } = await fullLab(2)
  using _tab = capacity.presence.enter(waiting[1]!)
  clock.advance(ABSENCE_MS - 1)
  capacity.waitingRoom.tick()
  expect(place(waiting[1]!)).toMatchObject({ place: { position: 2 } })
  clock.advance(1)
  capacity.waitingRoom.tick()
  expect(place(waiting[0]!)).toBeUndefined()
  expect(place(waiting[1]!)).toMatchObject({ place: { position: 1 } })
})

test('a tab that is reloaded keeps its place', async () => {
  const { waiting, place, clock, capacity } = await fullLab(1)
  capacity.presence.enter(waiting[0]!)[Symbol.dispose]()
  clock.advance(ABSENCE_MS - 1)
  capacity.presence.enter(waiting[0]!)
  clock.advance(10 * ABSENCE_MS)
  capacity.waitingRoom.tick()
  expect(place(waiting[0]!)).toMatchObject({ place: { position: 1 } })
})

test('the waiting room is bounded, and says when to come back', async () => {
  const { sessions, instances, capacity } = await fullLab(2, { maxWaiting: 2 })
  const { session } = await sessions.open()
  expect(() => instances.create(session)).toThrow(
    expect.objectContaining({ code: 'CAPACITY_FULL', retryAfterSeconds: 60 }) as Error,
  )
  expect(session.instances.size).toBe(0)
  expect(capacity.waitingRoom.size).toBe(2)
})

test('somebody who wants many does not get ahead of those who want their first', async () => {
  const { waiting, sessions, instances, first } = await fullLab(1, { maxWaiting: 10 })
  const [greedy] = waiting as [LiveSession]
  instances.create(greedy)
  instances.create(greedy)
  const { session: modest } = await sessions.open()
  instances.create(modest)
  const positions = (session: LiveSession) =>
    sessions.view(session).instances.map((view) => (view.status === 'starting' ? view.place?.position : null))
  expect(positions(greedy)).toEqual([1, 3, 4])
  expect(positions(modest)).toEqual([2])
  await sessions.close(first, 'participant')
  await settled(greedy, node1, 'ready')
  await instances.remove(greedy, node1)
  await settled(greedy, node2, 'ready').catch(() => undefined)
})

test('fifty at once never exceed the limit, and all get their turn', async () => {
  const { sessions, instances, provisioner, capacity } = createLabBench({
    maxTotal: 7,
    maxParallel: 3,
    maxWaiting: 50,
  })
  let most = 0
  let mostStarting = 0
  const start = provisioner.start.bind(provisioner)
  let starting = 0
  provisioner.start = async (spec, options) => {
    mostStarting = Math.max(mostStarting, ++starting)
    most = Math.max(most, usedInstances(sessions))
    // Others come and go in between.
    await new Promise(setImmediate)
    return start(spec, options).finally(() => starting--)
  }
  const opened = await Promise.all(Array.from({ length: 50 }, () => sessions.open()))
  for (const { session } of opened) instances.create(session)
  expect(usedInstances(sessions) + capacity.waitingRoom.size).toBe(50)
  for (const { session } of opened.slice(0, 7)) await settled(session, node1, 'ready')
  for (const { session } of opened) {
    await settled(session, node1, 'ready')
    expect((await provisioner.list()).length).toBeLessThanOrEqual(7)
    await sessions.close(session, 'participant')
  }
  expect(most).toBe(7)
  expect(mostStarting).toBe(3)
  expect(capacity.waitingRoom.size).toBe(0)
})

test('too little memory makes people wait until there is more', async () => {
  const { sessions, instances, capacity, meter } = createLabBench({ maxWaiting: 5 })
  meter.headroom = { memoryBytes: 0, diskBytes: null, cpu: null }
  await capacity.admission.measure()
  const { session } = await sessions.open()
  instances.create(session)
  expect(capacity.waitingRoom.shortage).toBe('memory')
  expect(sessions.view(session).instances).toMatchObject([{ phase: 'waiting', place: { isFull: true } }])
  meter.headroom = { memoryBytes: 8 * 1024 ** 3, diskBytes: null, cpu: null }
  await capacity.admission.measure()
  capacity.waitingRoom.tick()
  await settled(session, node1, 'ready')
})

test('on an overloaded machine one starts at a time', async () => {
  const { sessions, instances, capacity, meter } = createLabBench({ maxWaiting: 5, maxParallel: 4 })
  meter.headroom = { memoryBytes: null, diskBytes: null, cpu: { pressurePercent: 100, wantingPerCpu: 50 } }
  await capacity.admission.measure()
  const { session: first } = await sessions.open()
  const { session: second } = await sessions.open()
  instances.create(first)
  instances.create(second)
  expect(sessions.view(second).instances).toMatchObject([
    { phase: 'waiting', place: { position: 1, isFull: false } },
  ])
  await settled(first, node1, 'ready')
  await settled(second, node1, 'ready')
})

test('a lab engine with a limit of its own is full when its instances have used it up', async () => {
  const MiB = 1024 ** 2
  const bench = createLabBench({ maxWaiting: 5, engineMemoryBytes: 1000 * MiB })
  const { sessions, instances, capacity, access } = bench
  const { session: first } = await sessions.open()
  instances.create(first)
  await settled(first, node1, 'ready')
  const usage = {
    cpuPercent: 0,
    memoryLimitBytes: 1024 * MiB,
    diskBytes: null,
    diskLimitBytes: null,
    processes: null,
    processLimit: null,
  }
  access.observers.get(first.readyInstance(node1)!.id)!.onUsage({ ...usage, memoryBytes: 900 * MiB })
  await capacity.admission.measure()
  const { session } = await sessions.open()
  instances.create(session)
  expect(capacity.waitingRoom.shortage).toBe('memory')
})
