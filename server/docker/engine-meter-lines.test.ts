import { expect, test } from 'vitest'
import { parseKill, parseMeters } from './engine-meter-lines.ts'

const engine = 'c8'.repeat(32)
const mine = '26'.repeat(32)
const other = 'ff'.repeat(32)
const inner = '3d'.repeat(32)

test('reads the disk of the engine and what it tells of each instance', () => {
  const { engine: disk, instances } = parseMeters(
    `engine 108944293888 75887927296 disks log\ninstance ${mine} 176128 8400629760 11 1000 3\ninstance ${other} - - 5 max -\n`,
  )
  expect(disk).toEqual({
    sizeBytes: 108944293888,
    freeBytes: 75887927296,
    hasInstanceDisks: true,
    hasKernelLog: true,
  })
  expect(instances.get(mine)).toEqual({
    disk: { usedBytes: 176128, limitBytes: 8400629760 },
    processes: 11,
    processLimit: 1000,
    kills: 3,
  })
  expect(instances.get(other)).toEqual({ processes: 5, processLimit: null, kills: null })
})

test('an empty or half-written file tells nothing', () => {
  expect(parseMeters('')).toEqual({ instances: new Map() })
  expect(parseMeters(`instance ${mine} 17`).instances.size).toBe(0)
})

const report = (limited: string, group: string, task = 'python3') =>
  `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=${mine},mems_allowed=0,` +
  `${limited},task_memcg=${group},task=${task},pid=14896,uid=200000`

test('a kill at the limit of the instance names the process', () => {
  const group = `/docker/${engine}/docker/${mine}`
  const line = report(`oom_memcg=${group}`, group)
  expect(parseKill(line, mine)).toEqual({ process: 'python3', container: null, limit: 'instance' })
  expect(parseKill(line, other)).toBeUndefined()
})

test('a kill in an inner container tells the container, and whose limit it was', () => {
  const instance = `/docker/${engine}/docker/${mine}`
  const container = `${instance}/docker/${inner}`
  expect(parseKill(report(`oom_memcg=${container}`, container, 'perl'), mine)).toEqual({
    process: 'perl',
    container: inner,
    limit: 'container',
  })
  expect(parseKill(report(`oom_memcg=${instance}`, container, 'perl'), mine)).toMatchObject({
    container: inner,
    limit: 'instance',
  })
})

test('a kill for lack of memory of the whole machine is told as that', () => {
  const group = `/docker/${engine}/docker/${mine}/init`
  expect(parseKill(report('global_oom', group), mine)).toMatchObject({ limit: 'machine', container: null })
  expect(parseKill(report(`oom_memcg=/docker/${engine}`, group), mine)).toMatchObject({ limit: 'machine' })
})

test('the name of a process cannot pass for another group', () => {
  const group = `/docker/${engine}/docker/${mine}`
  const name = `x,task_memcg=/docker/${other},task=y,pid=1,uid=1`
  expect(parseKill(report(`oom_memcg=${group}`, group, name), other)).toBeUndefined()
  expect(parseKill('anything else', mine)).toBeUndefined()
})
