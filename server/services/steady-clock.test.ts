import { expect, test } from 'vitest'
import { createLabBench } from '../testing/lab-bench.ts'
import { openDatabase } from '../store/database.ts'
import { SettingsStore } from '../store/settings.ts'
import { SteadyClock } from './steady-clock.ts'

const HOUR = 3_600_000

class Machine {
  bootId = 'first'
  #wall = 1_800_000_000_000
  #uptime = 50_000

  wall = () => this.#wall
  uptime = () => this.#uptime

  pass(ms: number): void {
    this.#wall += ms
    this.#uptime += ms
  }

  setWallClock(byMs: number): void {
    this.#wall += byMs
  }

  restart(): void {
    this.bootId = 'second'
    this.#uptime = 0
  }
}

test.each([9 * HOUR, -9 * HOUR])(
  'a wall clock that jumps by %d ms moves no end of a session, also over a restart',
  async (jump) => {
    const machine = new Machine()
    const settings = new SettingsStore(openDatabase(':memory:'))
    const clock = await SteadyClock.open(settings, machine)
    const startedAt = clock.now()
    expect(startedAt).toBe(machine.wall())
    machine.pass(HOUR)
    machine.setWallClock(jump)
    expect(clock.now()).toBe(startedAt + HOUR)
    expect(clock.wallAheadMs).toBe(jump)
    machine.pass(HOUR)
    const afterRestart = await SteadyClock.open(settings, machine)
    expect(afterRestart.now()).toBe(startedAt + 2 * HOUR)
  },
)

test('after a start of the machine the wall clock is believed', async () => {
  const machine = new Machine()
  const settings = new SettingsStore(openDatabase(':memory:'))
  await SteadyClock.open(settings, machine)
  machine.setWallClock(5 * HOUR)
  machine.restart()
  expect((await SteadyClock.open(settings, machine)).now()).toBe(machine.wall())
})

test('sessions end by that clock: none when the wall jumps, all when their time is really up', async () => {
  const { sessions, sessionEnds, clock } = createLabBench()
  await sessions.open()
  sessionEnds.tick()
  expect(sessions.all()).toHaveLength(1)
  clock.advance(2 * HOUR)
  sessionEnds.tick()
  expect(sessions.all()).toHaveLength(0)
})
