import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ShellTracker } from './shell-tracker.ts'

function observe(tracker: ShellTracker, text: string): boolean {
  return tracker.observe(new TextEncoder().encode(text))
}

test('counts as idle until a command starts', () => {
  const tracker = new ShellTracker()
  expect(tracker.isBusy).toBe(false)
  observe(tracker, 'prompt $ \x1b]133;C\x07')
  expect(tracker.isBusy).toBe(true)
})

test('tells once when a command has ended', () => {
  const tracker = new ShellTracker()
  observe(tracker, '\x1b]133;C\x07')
  expect(observe(tracker, 'output\r\n')).toBe(false)
  expect(observe(tracker, '\x1b]133;D;0\x07\x1b]133;A\x07$ ')).toBe(true)
  expect(tracker.isBusy).toBe(false)
  expect(observe(tracker, '\x1b]133;A\x07$ ')).toBe(false)
})

test('knows how the last command ended, and that a paste of several goes on', () => {
  const tracker = new ShellTracker()
  expect(tracker.exitCode).toBeUndefined()
  expect(tracker.isAtPrompt).toBe(false)
  expect(observe(tracker, '\x1b]133;C\x07\x1b]133;D;0\x07\x1b]133;C\x07')).toBe(false)
  expect(observe(tracker, '\x1b]133;D;42\x07\x1b]133;A\x07')).toBe(true)
  expect(tracker.exitCode).toBe(42)
  expect(tracker.isAtPrompt).toBe(true)
})

test('follows bracketed paste', () => {
  const tracker = new ShellTracker()
  observe(tracker, '\x1b[?2004h$ ')
  expect(tracker.isBracketing).toBe(true)
  observe(tracker, '\x1b[?2004l\r')
  expect(tracker.isBracketing).toBe(false)
})

test('finds marks wherever the output is cut, among escapes of all kinds', () => {
  const text =
    '\x1b[1mls\x1b[0m\x1b]0;title\x07é\x1b[?2004h\x1b]133;C\x1b\\out\x1b]133;D;1\x07\x1b]133;A\x07\x1b]133;C\x07\x1b[?2004l'
  const bytes = new TextEncoder().encode(text)
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 })), (cuts) => {
      const tracker = new ShellTracker()
      let ends = 0
      let from = 0
      for (const to of [...cuts.sort((a, b) => a - b), bytes.length]) {
        if (tracker.observe(bytes.subarray(from, to))) ends++
        from = to
      }
      return tracker.isBusy && !tracker.isBracketing && ends === 1
    }),
  )
})

test('is not held up by an escape that never ends', () => {
  const tracker = new ShellTracker()
  observe(tracker, `\x1b]133;${'x'.repeat(100_000)}`)
  observe(tracker, '\x1b]133;C\x07')
  expect(tracker.isBusy).toBe(true)
})
