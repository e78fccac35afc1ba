import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextReconnect } from './next-reconnect.ts'

const LOST = 1006

describe('nextReconnect', () => {
  it('waits longer after each failure', () => {
    const delays = [0, 1, 2, 3].map((attempts) => nextReconnect({ attempts, closeCode: LOST, random: 1 }))
    expect(delays).toEqual([500, 1_000, 2_000, 4_000].map((delayMs) => ({ action: 'wait', delayMs })))
  })

  it('spreads the pages of a class over the second half of the delay', () => {
    expect(nextReconnect({ attempts: 2, closeCode: LOST, random: 0 })).toEqual({
      action: 'wait',
      delayMs: 1_000,
    })
    expect(nextReconnect({ attempts: 2, closeCode: LOST, random: 0.5 })).toEqual({
      action: 'wait',
      delayMs: 1_500,
    })
  })

  it('never waits longer than fifteen seconds and never spins, however long the server is away', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const next = nextReconnect({ attempts, closeCode: LOST, random })
        expect(next.action).toBe('wait')
        if (next.action === 'wait') {
          expect(next.delayMs).toBeGreaterThanOrEqual(250)
          expect(next.delayMs).toBeLessThanOrEqual(15_000)
        }
      }),
    )
  })

  it('gives up when the server refuses what the page says', () => {
    expect(nextReconnect({ attempts: 0, closeCode: 1008, random: 0 })).toEqual({ action: 'stop' })
  })

  it('comes back after a restart of the server', () => {
    expect(nextReconnect({ attempts: 0, closeCode: 1012, random: 0 }).action).toBe('wait')
  })
})
