import { expect, test } from 'vitest'
import { untilAborted } from './until-aborted.ts'

test('answers with what the promise brings', async () => {
  expect(await untilAborted(Promise.resolve(42), new AbortController().signal)).toBe(42)
})

test('rejects with the reason of a signal that aborts, now or before', async () => {
  const never = new Promise<never>(() => undefined)
  const controller = new AbortController()
  const waiting = untilAborted(never, controller.signal)
  controller.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  await expect(untilAborted(never, controller.signal)).rejects.toThrow('enough')
})
