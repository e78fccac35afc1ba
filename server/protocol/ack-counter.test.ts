import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FlowGate } from '../domain/flow-gate.ts'
import { ACK_BYTES, FLOW_HIGH_BYTES, FLOW_LOW_BYTES } from './limits.ts'
import { AckCounter } from './ack-counter.ts'

describe('AckCounter', () => {
  it('reports as soon as a portion has been parsed, at the exact byte', () => {
    const counter = new AckCounter(ACK_BYTES, 100)
    expect(counter.add(ACK_BYTES - 1)).toBeUndefined()
    expect(counter.add(1)).toBe(100 + ACK_BYTES)
    expect(counter.add(1)).toBeUndefined()
  })

  it('leaves the broker’s gate open once everything is parsed, whatever the sizes of the chunks', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 64 * 1024 }), { maxLength: 200 })
    fc.assert(
      fc.property(sizes, fc.nat(1_000_000), (chunks, startOffset) => {
        const gate = new FlowGate(
          { ackBytes: ACK_BYTES, low: FLOW_LOW_BYTES, high: FLOW_HIGH_BYTES },
          startOffset,
        )
        const counter = new AckCounter(ACK_BYTES, startOffset)
        const pending = [...chunks]
        const sent: number[] = []
        while (pending.length > 0 || sent.length > 0) {
          while (gate.isOpen && pending.length > 0) {
            const size = pending.shift()!
            gate.sent(size)
            sent.push(size)
          }
          // A gate that is shut with nothing left to parse would never open again.
          expect(sent.length).toBeGreaterThan(0)
          const report = counter.add(sent.shift()!)
          if (report !== undefined) expect(gate.ackedTo(report)).toBe(true)
        }
        expect(gate.isOpen).toBe(true)
      }),
    )
  })
})
