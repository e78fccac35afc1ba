import { uptime } from 'node:os'
import { expect, test } from 'vitest'
import { machineTime } from './machine-time.ts'

test('the time that the machine sleeps counts, and no reading takes it back', () => {
  let awakeMs = 5_000
  let asleepMs = 60_000
  const time = machineTime({
    monotonicMs: () => awakeMs,
    uptimeSeconds: () => Math.floor((awakeMs + asleepMs) / 10) / 100,
  })
  const before = time.uptime()
  expect(before).toBe(65_000)
  asleepMs += 8 * 3_600_000
  awakeMs += 1_004
  expect(time.uptime()).toBe(before + 8 * 3_600_000 + 1_000)
  const seen = Array.from({ length: 500 }, () => {
    awakeMs += 7
    return time.uptime()
  })
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
})

test('it is the machine’s own', () => {
  expect(Math.abs(machineTime().uptime() - uptime() * 1000)).toBeLessThan(1_000)
})
