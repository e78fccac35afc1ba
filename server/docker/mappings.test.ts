import type { ContainerInspectInfo, ContainerStats } from 'dockerode'
import { expect, test } from 'vitest'
import { callEngine } from './engine-errors.ts'
import { instanceFromInspect } from './instance-from-inspect.ts'
import { isolationCommand, parseIsolationFacts } from './isolation-probe.ts'
import { openPorts } from './open-ports.ts'
import { toUsage } from './usage-sampler.ts'

const inspect = {
  Id: 'c1',
  Config: { Labels: { 'drydock.name': 'node1', 'drydock.session': 's1' } },
  State: { Running: true, StartedAt: '2026-11-24T10:00:00.5Z' },
  NetworkSettings: { Networks: { 'drydock-s1': { IPAddress: '10.210.0.3' } } },
} as unknown as ContainerInspectInfo

test('an instance is read from what the engine tells', () => {
  expect(instanceFromInspect(inspect)).toEqual({
    id: 'c1',
    sessionId: 's1',
    name: 'node1',
    ip: '10.210.0.3',
    startedAt: Date.UTC(2026, 10, 24, 10, 0, 0, 500),
  })
})

test('a container that is stopped, or is no instance, is none', () => {
  const stopped = { ...inspect, State: { ...inspect.State, Running: false } }
  const foreign = { ...inspect, Config: { ...inspect.Config, Labels: {} } }
  expect(instanceFromInspect(stopped)).toBeUndefined()
  expect(instanceFromInspect(foreign)).toBeUndefined()
})

test('a published port is listed once, lowest first; what is not published or not TCP is left out', () => {
  const containers = [
    {
      Names: ['/registry'],
      Ports: [
        { IP: '0.0.0.0', PrivatePort: 5000, PublicPort: 5000, Type: 'tcp' },
        { IP: '::', PrivatePort: 5000, PublicPort: 5000, Type: 'tcp' },
        { PrivatePort: 5001, Type: 'tcp' },
      ],
    },
    { Names: ['/web'], Ports: [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 80, Type: 'tcp' }] },
    { Names: ['/dns'], Ports: [{ IP: '0.0.0.0', PrivatePort: 53, PublicPort: 53, Type: 'udp' }] },
  ]
  expect(openPorts(containers)).toEqual([
    { port: 80, container: 'web' },
    { port: 5000, container: 'registry' },
  ])
})

test('a made-up list of containers cannot bring in many ports, long names or other characters', () => {
  const Ports = Array.from({ length: 1_000 }, (_, index) => ({ PublicPort: 9_000 - index, Type: 'tcp' }))
  const ports = openPorts([{ Names: [`/<b>\u0000${'x'.repeat(1_000)}`], Ports }])
  expect(ports).toHaveLength(64)
  expect(ports[0]).toEqual({ port: 8_001, container: `b${'x'.repeat(127)}` })
  expect(() => openPorts([{ Names: [], Ports: [{ PublicPort: 65_536, Type: 'tcp' }] }])).toThrow()
  expect(() => openPorts({ message: 'no' })).toThrow()
})

test('usage is a share of what the instance may have, without the page cache', () => {
  const stats = {
    memory_stats: { usage: 300, limit: 1000, stats: { total_inactive_file: 100 } },
  } as unknown as ContainerStats
  const usage = toUsage(stats, { last: { atNs: 0, usedNs: 0 }, reading: { atNs: 2e9, usedNs: 1e9 }, cpus: 2 })
  expect(usage).toEqual({ cpuPercent: 25, memoryBytes: 200, memoryLimitBytes: 1000 })
})

test('the report of the isolation check is found between what a terminal prints besides', () => {
  const attempt = { id: 'debugfs', name: 'mounting debugfs', risk: 'takeover', result: 'refused' }
  const facts = { hasUserNamespace: true, hasOwnKernel: false, isGvisor: false, attempts: [attempt] }
  const line = JSON.stringify(facts)
  expect(parseIsolationFacts(`Welcome\r\n$ exec check {}\r\n\x1b[?2004l\r${line}\r\nbye\r\n`)).toEqual(facts)
  expect(parseIsolationFacts(line.replace('refused', 'survived'))).toBeUndefined()
  expect(parseIsolationFacts('{"hasUserNamespace":true}')).toBeUndefined()
  expect(parseIsolationFacts('')).toBeUndefined()
})

test('a kernel version that is more than a version never becomes part of a script', () => {
  expect(isolationCommand('6.18.44-fc-v782')).toContain("'6.18.44-fc-v782'")
  expect(() => isolationCommand("6'; rm -rf /; '")).toThrow('unexpected kernel version')
})

test('no answer of the engine, and a missing container, are told apart', async () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  const missing = Object.assign(new Error('no such container'), { statusCode: 404 })
  const broken = Object.assign(new Error('oops'), { statusCode: 500 })
  const call = (error: Error) => callEngine(() => Promise.reject(error))
  await expect(call(refused)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' })
  await expect(call(missing)).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' })
  await expect(call(broken)).rejects.toBe(broken)
})
