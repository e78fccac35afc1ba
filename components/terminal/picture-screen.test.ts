import graphemes from '@xterm/addon-unicode-graphemes'
import { expect, it } from 'vitest'
import { PictureScreen } from './picture-screen.ts'
import { PALETTES } from './terminal-palettes.ts'

it('shows the end of what was printed, as large as the terminal is, in the colours asked for', async () => {
  const screen = new PictureScreen(new graphemes.UnicodeGraphemesAddon())
  const picture = await screen.parse({ cols: 20, rows: 2, output: 'one\r\ntwo\r\n\x1b[31mred' }, 'dark')
  expect(picture).toMatchObject({ cols: 20, rows: 2, background: PALETTES.dark.background })
  expect(picture.texts).toEqual([
    { row: 0, column: 0, text: 'two', colour: PALETTES.dark.foreground, isBold: false },
    { row: 1, column: 0, text: 'red', colour: PALETTES.dark.red, isBold: false },
  ])
})

it('keeps nothing of the one before, not even what that was cut off in', async () => {
  const screen = new PictureScreen(new graphemes.UnicodeGraphemesAddon())
  await screen.parse({ cols: 80, rows: 24, output: 'before \x1b[1;31m and \x1b]0;a title that' }, 'light')
  const { texts } = await screen.parse({ cols: 40, rows: 10, output: 'after' }, 'light')
  expect(texts).toEqual([
    { row: 0, column: 0, text: 'after', colour: PALETTES.light.foreground, isBold: false },
  ])
})
