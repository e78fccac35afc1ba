import { expect, test } from 'vitest'
import { attachBell } from './attach-bell.ts'
import { createTerminalUi } from './terminal-ui.ts'

test('a program that rings without end flashes at most once a second', () => {
  const ui = createTerminalUi()
  let ring = () => {}
  let nowMs = 0
  const onBell = (listener: () => void) => {
    ring = listener
    return { dispose: () => (ring = () => {}) }
  }
  const bell = attachBell({ onBell }, ui, () => nowMs)
  for (nowMs = 0; nowMs <= 3_000; nowMs += 10) ring()
  expect(ui.getState().rings).toBe(4)

  bell.dispose()
  nowMs = 60_000
  ring()
  expect(ui.getState().rings).toBe(4)
})
