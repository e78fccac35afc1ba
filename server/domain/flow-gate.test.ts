import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FlowGate } from './flow-gate.ts'

const limits = { ackBytes: 10, low: 20, high: 100 }

test('shuts when so much is unparsed, also when the counter lands exactly on the mark', () => {
  const gate = new FlowGate(limits)
  gate.sent(99)
  expect(gate.isOpen).toBe(true)
  expect(gate.room).toBe(1)
  gate.sent(1)
  expect(gate.isOpen).toBe(false)
  expect(gate.room).toBe(0)
})

test('opens again at the low mark, also exactly on it', () => {
  const gate = new FlowGate(limits)
  gate.sent(100)
  gate.ackedTo(79)
  expect(gate.isOpen).toBe(false)
  gate.ackedTo(80)
  expect(gate.isOpen).toBe(true)
})

test('refuses an offset that was never sent, and takes no notice of an old one', () => {
  const gate = new FlowGate(limits)
  gate.sent(50)
  expect(gate.ackedTo(51)).toBe(false)
  expect(gate.ackedTo(50)).toBe(true)
  expect(gate.ackedTo(10)).toBe(true)
  expect(gate.room).toBe(100)
})

test('refuses limits under which it could stay shut for good', () => {
  expect(() => new FlowGate({ ackBytes: 30, low: 20, high: 100 })).toThrow(RangeError)
  expect(() => new FlowGate({ ackBytes: 10, low: 100, high: 100 })).toThrow(RangeError)
})

test('is open whenever a viewer that reports by portions has parsed everything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 200 }), (chunks) => {
      const gate = new FlowGate(limits)
      let sent = 0
      let reported = 0
      for (const chunk of chunks) {
        gate.sent(chunk)
        sent += chunk
        // Parsed at once, reported only when a portion is full.
        if (sent - reported >= limits.ackBytes) {
          reported = sent
          gate.ackedTo(reported)
        }
        if (!gate.isOpen) return false
      }
      return true
    }),
  )
})
