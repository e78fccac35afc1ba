import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SentInput } from './sent-input.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (parts: readonly Uint8Array[]) => parts.map((part) => new TextDecoder().decode(part)).join('')

test('what has not arrived is sent again, and nothing else', () => {
  const input = new SentInput()
  input.add(bytes('docker '))
  input.add(bytes('ps'))
  expect(text(input.resume(3))).toBe('ker ps')
  expect(text(input.resume(9))).toBe('')
})

test('what may have arrived at a broker that is no more is not sent again', () => {
  const input = new SentInput()
  input.add(bytes('rm file'))
  expect(input.resume(null)).toEqual([])
  // The new broker counts from here.
  input.add(bytes('ls'))
  expect(text(input.resume(1))).toBe('s')
})

test('the broker’s count is taken when it cannot be right', () => {
  const input = new SentInput()
  input.add(bytes('ls'))
  expect(input.resume(7)).toEqual([])
  input.add(bytes('x'))
  expect(text(input.resume(7))).toBe('x')
})

test('over any breaks, each byte arrives once and in its order', () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('type' as const), text: fc.string({ minLength: 1, maxLength: 20 }) }),
    fc.record({ type: fc.constant('break' as const), lost: fc.nat(40) }),
    fc.constant({ type: 'ack' as const }),
  )
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const input = new SentInput()
      let typed = ''
      let arrived = Buffer.alloc(0)
      for (const step of steps) {
        if (step.type === 'type') {
          typed += step.text
          input.add(bytes(step.text))
          arrived = Buffer.concat([arrived, bytes(step.text)])
        } else if (step.type === 'ack') input.arrived(arrived.length)
        else {
          // The connection breaks with the newest bytes on their way; acks of what came before may be missing, too.
          const acked = Buffer.byteLength(typed) - Buffer.concat([...input.resume(0)]).length
          arrived = arrived.subarray(0, Math.max(acked, arrived.length - step.lost))
          arrived = Buffer.concat([arrived, ...input.resume(arrived.length)])
        }
      }
      expect(arrived.toString()).toBe(Buffer.from(typed).toString())
    }),
  )
})
