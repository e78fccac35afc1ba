import { expect, test } from 'vitest'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { openClass, restartClass, takeSeat } from '../testing/open-class.ts'
import { WorkshopTimes } from './workshop-times.ts'

/**
 * A machine that starts with a wrong clock is believed until it starts again (`SteadyClock`). Its sessions have lost their
 * instances with that start in any case; nothing else may be lost.
 */

const START = 1_000_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

async function leaveClass() {
  const bench = await openClass()
  const { seat, token, session } = await takeSeat(bench, 'Linus')
  seat.progress.countHint()
  bench.classPart.raiseHand({ workshop: bench.workshop, seat }, true)
  return { ...bench, token, session }
}

/** The machine starts with that clock, and the broker looks at its workshops. */
async function startAt(bench: Awaited<ReturnType<typeof leaveClass>>, now: number) {
  bench.clock.set(now)
  const started = await restartClass(bench)
  using times = new WorkshopTimes({ ...bench, ...started, presence: bench.capacity.presence })
  times.tick()
  const workshop = started.workshop!
  return { ...started, workshop, phase: workshop.phase(now) }
}

test.each([
  ['a day ahead', START + DAY_MS, 'ended', 0],
  ['thirty years ahead', START + 30 * 365 * DAY_MS, 'ended', 0],
  ['a day behind', START - DAY_MS, 'scheduled', 1],
])(
  'a clock that is %s at one start costs no seat and no progress',
  async (_how, wrong, phase, sessionCount) => {
    const bench = await leaveClass()
    const during = await startAt(bench, wrong)
    expect(during.phase).toBe(phase)
    await expect.poll(() => during.sessions.all()).toHaveLength(sessionCount)
    expect(during.workshop.stored.endedAt).toBeNull()
    // The next start of the machine has the right time.
    const after = await startAt(bench, START + HOUR_MS)
    expect(after.phase).toBe('open')
    expect(after.workshop.stored).toEqual(bench.workshop.stored)
    const place = after.workshops.bySeatToken(bench.token)!
    expect(place.seat.progress.steps.get(0)).toMatchObject({ hints: 1 })
    expect(place.workshop.stored.id).toBe(EXAMPLE_WORKSHOP.id)
    const { session } = await after.seatSessions.open(place, () => after.sessions.open())
    expect(session.closing.signal.aborted).toBe(false)
  },
)
