import { afterEach, describe, expect, it } from 'vitest'
import {
  changeFontSize,
  changeTerminalSettings,
  FONT_SIZE_PX,
  parseSettings,
  terminalSettings,
} from './terminal-settings-store.ts'

const USUAL = parseSettings(null)

describe('parseSettings', () => {
  it.each([null, '', 'junk', '[', 'null', '7', '"text"', '[]', '{"fontSizePx":"13"}', '{"theme":{}}'])(
    'survives %j',
    (stored) => expect(parseSettings(stored)).toEqual(USUAL),
  )

  it('keeps what is right beside what is wrong', () => {
    const stored = JSON.stringify({
      fontSizePx: 1e9,
      theme: 'light',
      renderer: 'canvas',
      isSelectToCopy: true,
    })
    expect(parseSettings(stored)).toEqual({ ...USUAL, theme: 'light', isSelectToCopy: true })
  })

  it('reads back what it has written', () => {
    const settings = { ...USUAL, fontSizePx: 20, fontFamily: 'narrow', renderer: 'dom' } as const
    expect(parseSettings(JSON.stringify(settings))).toEqual(settings)
  })
})

describe('changeFontSize', () => {
  afterEach(() => terminalSettings.setState(USUAL))

  it('stays between its bounds, and goes back to the usual size', () => {
    withoutBrowser(() => {
      changeFontSize(1)
      expect(terminalSettings.getState().fontSizePx).toBe(FONT_SIZE_PX.usual + 1)
      changeFontSize(1_000)
      expect(terminalSettings.getState().fontSizePx).toBe(FONT_SIZE_PX.max)
      changeFontSize(-1_000)
      expect(terminalSettings.getState().fontSizePx).toBe(FONT_SIZE_PX.min)
      changeFontSize(0)
      expect(terminalSettings.getState().fontSizePx).toBe(FONT_SIZE_PX.usual)
    })
  })

  it('leaves the rest alone', () => {
    withoutBrowser(() => {
      changeTerminalSettings({ theme: 'dark' })
      changeFontSize(2)
      expect(terminalSettings.getState()).toMatchObject({ theme: 'dark', fontSizePx: FONT_SIZE_PX.usual + 2 })
    })
  })
})

/** Node has neither a window nor, without a flag, a storage; changes then hold until the page goes. */
function withoutBrowser(run: () => void): void {
  const target = new EventTarget()
  Object.assign(globalThis, { window: target })
  try {
    run()
  } finally {
    Reflect.deleteProperty(globalThis, 'window')
  }
}
