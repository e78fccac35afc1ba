import { Terminal } from '@xterm/headless'
import { expect, it } from 'vitest'
import { pictureColours, readPicture } from './read-picture.ts'
import { PALETTES } from './terminal-palettes.ts'

const palette = PALETTES.dark
const colours = pictureColours(palette)

async function pictureOf(output: string, { cols = 20, rows = 5 } = {}) {
  const terminal = new Terminal({ cols, rows, scrollback: 0, allowProposedApi: true })
  await new Promise<void>((resolve) => terminal.write(output, resolve))
  const picture = readPicture(terminal.buffer.active, { cols, rows, colours })
  terminal.dispose()
  return picture
}

it('has one part for a line of one colour, without the empty rest', async () => {
  const { texts, grounds } = await pictureOf('$ docker ps   \r\nCONTAINER  IMAGE')
  expect(texts).toEqual([
    { row: 0, column: 0, text: '$ docker ps', colour: palette.foreground, isBold: false },
    { row: 1, column: 0, text: 'CONTAINER  IMAGE', colour: palette.foreground, isBold: false },
  ])
  expect(grounds).toEqual([])
})

it('begins another part where the colour changes', async () => {
  const { texts } = await pictureOf('ok \x1b[31mfailed\x1b[0m \x1b[1mbold\x1b[0m')
  expect(texts.map(({ column, text, colour, isBold }) => [column, text, colour, isBold])).toEqual([
    [0, 'ok', palette.foreground, false],
    [3, 'failed', palette.red, false],
    [10, 'bold', palette.foreground, true],
  ])
})

it('knows colours of 256 and of all', async () => {
  const { texts } = await pictureOf('\x1b[38;5;196ma\x1b[38;2;1;2;3mb')
  expect(texts.map(({ colour }) => colour)).toEqual(['rgb(255 0 0)', '#010203'])
})

it('draws grounds, also where nothing is written, and swaps what is inverse', async () => {
  const { texts, grounds } = await pictureOf('\x1b[7mab \x1b[0m')
  expect(grounds).toEqual([{ row: 0, column: 0, columns: 3, colour: palette.foreground }])
  expect(texts[0]).toMatchObject({ text: 'ab', colour: palette.background })
})

it('keeps columns behind wide characters', async () => {
  const { texts } = await pictureOf('漢x')
  expect(texts.map(({ column, text }) => [column, text])).toEqual([
    [0, '漢'],
    [2, 'x'],
  ])
})

it('shows the end of what was printed', async () => {
  const { texts } = await pictureOf('1\r\n2\r\n3\r\n4', { rows: 2 })
  expect(texts.map(({ row, text }) => [row, text])).toEqual([
    [0, '3'],
    [1, '4'],
  ])
})
