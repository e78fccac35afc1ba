import { expect, test } from 'vitest'
import { attachFill } from './attach-fill.ts'
import { createTerminalUi } from './terminal-ui.ts'

test('a terminal is filled once its prompt has come down to the last rows', () => {
  const ui = createTerminalUi()
  const buffer = { active: { cursorY: 0 } }
  let moved = () => {}
  const listen = (listener: () => void) => {
    moved = listener
    return { dispose: () => (moved = () => {}) }
  }
  const fill = attachFill(
    { rows: 24, buffer, onCursorMove: listen, onResize: () => ({ dispose: () => {} }) },
    ui,
  )
  const moveTo = (row: number) => {
    buffer.active.cursorY = row
    moved()
    return ui.getState().isFilled
  }
  expect([7, 19, 20, 3].map(moveTo)).toEqual([false, false, true, true])
  fill.dispose()
})
