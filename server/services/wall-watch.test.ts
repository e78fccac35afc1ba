import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Instance, InstanceEvent, InstanceId } from '../domain/instance.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import type { Usage, Wall } from '../protocol/session.ts'
import type { TimelineEvent } from '../protocol/timeline.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { WallWatch } from './wall-watch.ts'
import type { LiveSession } from './live-session.ts'

const instance: Instance = {
  id: 'c1' as InstanceId,
  sessionId: 's1' as SessionId,
  name: instanceNameSchema.parse('node1'),
  ip: '10.210.0.2',
  startedAt: 0,
}
const calm: Usage = {
  cpuPercent: 1,
  memoryBytes: 1,
  memoryLimitBytes: 1024,
  diskBytes: 0,
  diskLimitBytes: 1000,
  processes: 10,
  processLimit: 1000,
}

function bench(largest: () => Promise<string | null> = async () => 'image python:3.12 (1.0 GiB)') {
  const clock = new FakeClock()
  const events: TimelineEvent[] = []
  let walls: Wall[] = []
  const session: Pick<LiveSession, 'update'> = {
    update: (_name, event: InstanceEvent) => {
      if (event.type === 'walls') walls = event.walls
    },
  }
  const watch = new WallWatch(session as LiveSession, instance, {
    access: { largestOnDisk: largest },
    clock,
    log: pino({ level: 'silent' }),
    record: (event) => events.push(event),
  })
  return { clock, events, watch, walls: () => walls }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a disk that fills is told at once, then with what takes the most, and no longer when there is room', async () => {
  const { watch, walls, events } = bench()
  watch.usage({ ...calm, diskBytes: 900 })
  expect(walls()).toMatchObject([{ type: 'disk-nearly-full', usedBytes: 900, largest: null }])
  await settled()
  expect(walls()).toMatchObject([{ largest: 'image python:3.12 (1.0 GiB)' }])
  watch.usage({ ...calm, diskBytes: 1000 })
  await settled()
  expect(walls()).toMatchObject([
    { type: 'disk-full', usedBytes: 1000, largest: 'image python:3.12 (1.0 GiB)' },
  ])
  watch.usage({ ...calm, diskBytes: 100 })
  expect(walls()).toEqual([])
  expect(events.map(({ type }) => type)).toEqual(['disk-nearly-full', 'disk-full'])
})

test('a disk that becomes less full is no news', async () => {
  const { watch, walls, events } = bench()
  watch.usage({ ...calm, diskBytes: 1000 })
  watch.usage({ ...calm, diskBytes: 900 })
  await settled()
  expect(walls()).toMatchObject([{ type: 'disk-nearly-full' }])
  expect(events.map(({ type }) => type)).toEqual(['disk-full'])
})

test('an Engine that does not tell what it has keeps no wall from being told', async () => {
  const { watch, events } = bench(() => Promise.reject(new Error('down')))
  watch.usage({ ...calm, diskBytes: 1000 })
  await settled()
  expect(events).toMatchObject([{ type: 'disk-full', largest: null }])
})

test('a kill for lack of memory names the process; a loop of them is told of now and then', () => {
  const { clock, watch, walls, events } = bench()
  watch.usage(calm)
  watch.killed({ process: 'python3', container: null, limit: 'instance' })
  watch.killed({ process: 'perl', container: null, limit: 'instance' })
  expect(walls()).toMatchObject([{ type: 'out-of-memory', process: 'python3', memoryLimitBytes: 1024 }])
  clock.advance(10_000)
  watch.killed({ process: 'perl', container: 'web', limit: 'container' })
  expect(walls()).toMatchObject([{ process: 'perl', container: 'web' }])
  expect(events).toEqual([
    { type: 'out-of-memory', instance: 'node1', process: 'python3', container: null },
    { type: 'out-of-memory', instance: 'node1', process: 'perl', container: 'web' },
  ])
})

test('a fork bomb is told, and its end', () => {
  const { watch, walls, events } = bench()
  watch.usage({ ...calm, processes: 1000 })
  watch.usage({ ...calm, processes: 999 })
  expect(walls()).toMatchObject([{ type: 'too-many-processes', limit: 1000 }])
  watch.usage(calm)
  expect(walls()).toEqual([])
  expect(events).toEqual([{ type: 'too-many-processes', instance: 'node1', limit: 1000 }])
})
