import { afterEach, expect, vi } from 'vitest'

/** Code under test must not complain: an error on the console fails the test that caused it. */
const spy = vi.spyOn(console, 'error')

afterEach(() => {
  expect(spy.mock.calls).toEqual([])
  spy.mockClear()
})
