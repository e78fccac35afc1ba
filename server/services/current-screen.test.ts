import { afterEach, expect, test } from 'vitest'
import { SCROLLBACK_BYTES } from '../protocol/limits.ts'
import { AT_ONCE_BYTES } from './current-screen.ts'
import { OutputHistory } from './output-history.ts'
import { screenText } from './screen-text.ts'

const size = { cols: 80, rows: 24 }
const histories: OutputHistory[] = []
afterEach(() => {
  for (const history of histories.splice(0)) history[Symbol.dispose]()
})

function historyOf(...parts: string[]): OutputHistory {
  const history = new OutputHistory({ capacityBytes: SCROLLBACK_BYTES, startOffset: 0, size })
  histories.push(history)
  for (const part of parts) history.append(Buffer.from(part))
  return history
}

/** As an onlooker's page shows it: what is drawn, and what follows. */
function seen(history: OutputHistory): Promise<string> {
  const { screen, offset } = history.current.draw()
  return screenText({ size, screen, bytes: history.peek(offset, history.end - offset) })
}

/** A program that draws its frame once and then changes one place, for longer than is parsed at once. */
const FRAME = '\x1b[?1049h\x1b[2J\x1b[1;1Hframe at the top'
const CHANGES = Array.from({ length: 10_000 }, (_, count) => `\x1b[12;1Hcount ${count}\x1b[K`).join('')

test('what was drawn long ago and is still on the screen is seen', async () => {
  const history = historyOf(FRAME, CHANGES)
  expect(CHANGES.length).toBeGreaterThan(4 * AT_ONCE_BYTES)
  await history.current.prepare()
  const text = await seen(history)
  expect(text).toContain('frame at the top')
  expect(text).toContain('count 9999')
})

test('what comes after a look is there in the next one', async () => {
  const history = historyOf('one\r\n')
  expect(await seen(history)).toBe('one')
  history.append(Buffer.from('two\r\n'))
  expect(await seen(history)).toBe('one\ntwo')
})

test('after a flood the end of it is seen, in the screen that it was printed in', async () => {
  const history = historyOf('first words\r\n')
  await seen(history)
  const flood = Array.from({ length: 400_000 }, (_, line) => `line ${line}\r\n`).join('')
  expect(flood.length).toBeGreaterThan(2 * SCROLLBACK_BYTES)
  history.append(Buffer.from(`\x1b[?1049h${flood}$ `))
  const { screen } = history.current.draw()
  const text = await seen(history)
  expect(text).toMatch(/^line 399977\n[^]*line 399999\n\$$/)
  expect(screen).toContain('\x1b[?1047h')
})

test('one long line without any control is cut to what is in view', () => {
  const history = historyOf(`secret${'x'.repeat(20_000)}`)
  const { screen = '', offset } = history.current.draw()
  expect(offset).toBe(history.end)
  expect(screen).not.toContain('secret')
})

test('what is cut in the middle of a sequence goes on behind the screen', async () => {
  const history = historyOf('text\x1b[3')
  const { offset } = history.current.draw()
  expect(offset).toBe(4)
  history.append(Buffer.from('1m red'))
  expect(await seen(history)).toBe('text red')
})

test('a look that is prepared while the terminal ends does not last', async () => {
  const history = historyOf(FRAME, CHANGES)
  const prepared = history.current.prepare()
  history[Symbol.dispose]()
  await prepared
})
