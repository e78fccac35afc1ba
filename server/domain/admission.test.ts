import { describe, expect, test } from 'vitest'
import {
  BUSY_PRESSURE_PERCENT,
  decideAdmission,
  DISK_PER_START_BYTES,
  DISK_RESERVE_BYTES,
  MEMORY_PER_START_BYTES,
  OVERLOADED_PER_CPU,
  parallelStarts,
  type Demand,
  type Headroom,
} from './admission.ts'

const GiB = 1024 ** 3
const roomy: Headroom = {
  memoryBytes: 20 * GiB,
  diskBytes: 100 * GiB,
  cpu: { pressurePercent: 5, wantingPerCpu: 0.1 },
}
const quiet: Demand = { used: 0, maxInstances: 10, unseenStarts: 0 }

describe('who is let in', () => {
  const admitted: [string, Partial<Headroom>, Partial<Demand>][] = [
    ['with room for everything', {}, {}],
    ['the last one that fits', {}, { used: 9 }],
    ['with memory for exactly one more', { memoryBytes: MEMORY_PER_START_BYTES }, {}],
    ['with disk for exactly one more', { diskBytes: DISK_RESERVE_BYTES + DISK_PER_START_BYTES }, {}],
    ['where the machine tells nothing', { memoryBytes: null, diskBytes: null, cpu: null }, {}],
    ['although the CPUs are busy', { cpu: { pressurePercent: 100, wantingPerCpu: 50 } }, {}],
  ]
  test.each(admitted)('%s', (_name, headroom, demand) => {
    expect(decideAdmission({ ...roomy, ...headroom }, { ...quiet, ...demand })).toEqual({ isAdmitted: true })
  })
})

describe('who waits, and for what', () => {
  const refused: [string, Partial<Headroom>, Partial<Demand>, string][] = [
    ['all instances are there', {}, { used: 10 }, 'instances'],
    ['more than all', {}, { used: 12 }, 'instances'],
    ['too little memory', { memoryBytes: MEMORY_PER_START_BYTES - 1 }, {}, 'memory'],
    [
      'memory that others are about to take',
      { memoryBytes: 3 * MEMORY_PER_START_BYTES },
      { unseenStarts: 3 },
      'memory',
    ],
    ['no memory at all', { memoryBytes: -GiB }, {}, 'memory'],
    ['too little disk', { diskBytes: DISK_RESERVE_BYTES + DISK_PER_START_BYTES - 1 }, {}, 'disk'],
    [
      'disk that others are about to take',
      { diskBytes: DISK_RESERVE_BYTES + 2 * DISK_PER_START_BYTES },
      { unseenStarts: 2 },
      'disk',
    ],
  ]
  test.each(refused)('%s', (_name, headroom, demand, shortage) => {
    expect(decideAdmission({ ...roomy, ...headroom }, { ...quiet, ...demand })).toEqual({
      isAdmitted: false,
      shortage,
    })
  })
})

test('what nobody waits for leaves room for somebody who comes', () => {
  const last = { ...quiet, used: 9 }
  expect(decideAdmission(roomy, last, 'pool')).toEqual({ isAdmitted: false, shortage: 'instances' })
  const little = { ...roomy, memoryBytes: MEMORY_PER_START_BYTES }
  expect(decideAdmission(little, quiet, 'pool')).toEqual({ isAdmitted: false, shortage: 'memory' })
  expect(decideAdmission(roomy, quiet, 'pool')).toEqual({ isAdmitted: true })
})

describe('how many start side by side', () => {
  test.each<[string, Headroom['cpu'], number]>([
    ['an idle machine', { pressurePercent: 0, wantingPerCpu: 0 }, 4],
    ['a busy one', { pressurePercent: 100, wantingPerCpu: OVERLOADED_PER_CPU - 1 }, 4],
    ['an overloaded one', { pressurePercent: BUSY_PRESSURE_PERCENT, wantingPerCpu: OVERLOADED_PER_CPU }, 1],
    ['one that waits for its disk', { pressurePercent: 10, wantingPerCpu: 50 }, 4],
    ['one without figures of pressure', { pressurePercent: null, wantingPerCpu: OVERLOADED_PER_CPU }, 1],
    ['one that tells nothing', null, 4],
  ])('%s', (_name, cpu, expected) => {
    expect(parallelStarts({ ...roomy, cpu }, 4)).toBe(expected)
  })
})
