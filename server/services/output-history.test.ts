import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { look, readFrom, settled } from '../testing/look-at-screen.ts'
import { OutputHistory, PIECE_BYTES } from './output-history.ts'

const size = { cols: 80, rows: 24 }
const CAPACITY = 1024
const NONE = new Uint8Array()
const bytes = (text: string) => new TextEncoder().encode(text)

function createHistory(options: { capacityBytes?: number; startOffset?: number } = {}) {
  return new OutputHistory({ capacityBytes: CAPACITY, startOffset: 0, size, ...options })
}

/** What somebody sees who comes now, next to what somebody sees who was there all the time. */
async function expectSame(output: Uint8Array[]): Promise<OutputHistory> {
  const history = createHistory()
  for (const chunk of output) {
    history.append(chunk)
    await settled(history, CAPACITY)
  }
  const { offset, screen } = history.snapshot()
  expect(await look(size, screen ?? NONE, readFrom(history, offset))).toEqual(await look(size, ...output))
  return history
}

/** Its saved cursor is one of an earlier visit, which is not kept: nobody goes back to a place without having saved it. */
const ENTER = '\x1b[m\x1b[?1049h\x1b7'
const LEAVE = '\x1b[?1049l'

/** Programs leave the alternate screen only when they have entered it, and enter it but once. */
function inTurn(pieces: string[]): string[] {
  let isIn = false
  return pieces.filter((piece) => {
    if (piece !== ENTER && piece !== LEAVE) return true
    if (isIn === (piece === ENTER)) return false
    isIn = !isIn
    return true
  })
}

const filler = bytes('a line that is there to be dropped\r\n'.repeat(200))

describe('the screen before what is kept', () => {
  it.each<[name: string, output: Uint8Array, last?: string]>([
    ['lines', bytes('one\r\ntwo\r\nthree')],
    ['colours', bytes('\x1b[31mred\x1b[38;5;200m256\x1b[48;2;1;2;3mtrue\x1b[1;3;4mall')],
    ['the alternate screen', bytes('\x1b[?1049h\x1b[H\x1b[2Jvim\x1b[10;20Hhere')],
    ['a hidden cursor of another shape', bytes('\x1b[?25l\x1b[5 qx')],
    ['the mouse', bytes('\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1004h')],
    ['a scroll region', bytes('\x1b[2J\x1b[5;10r\x1b[7;3Hin the region')],
    ['a scroll region that rows count from', bytes('\x1b[5;10r\x1b[?6h\x1b[2;3Hhere')],
    ['wide characters and emoji', bytes('日本語 👍🏽 é 한글\r\n')],
    ['lines that are drawn', bytes('\x1b(0lqqk')],
    ['lines that are drawn by a shift', bytes('\x1b)0\x0eqq'), '\x0fqq'],
    ['lines that will be drawn by a shift', bytes('\x1b)0qq'), '\x0eqq'],
    ['a screen that is blue down to its last row', bytes('\x1b[44m\x1b[2J\x1b[Hblue')],
    ['bold text behind faint text', bytes('\x1b[2mfaint\x1b[22;1mbold')],
    ['lines below text, of a style and a colour', bytes('\x1b[4:3;58:5:1mtext')],
    ['lines below text that a restored cursor draws on', bytes('\x1b[4:3m\x1b7\x1b[m\x1b8text')],
    ['links', bytes('\x1b]8;;http://node1/\x1b\\node1\x1b]8;;\x1b\\')],
    ['insert mode', bytes('text\x1b[4h\r'), 'and '],
    ['a cursor that waits behind the last column', bytes(`\r\n${'x'.repeat(79)}`), 'y'],
    ['a place to come back to', bytes('\x1b[5;7H\x1b[31;44mhere\x1b7\x1b[12;3H\x1b[mthere'), '\x1b8and'],
    ['a line that is longer than the screen', bytes('long '.repeat(40))],
  ])('has %s', async (_name, output, last = '') => {
    // Behind it a page of text that does not reach it, so that it comes from the screen alone.
    using history = await expectSame([
      filler,
      output,
      bytes('.'),
      bytes(`${'\x1b]0;title\x07'.repeat(700)}${last}`),
    ])
    expect(history.snapshot().screen).toBeDefined()
    expect(readFrom(history, history.start).length).toBeLessThan(CAPACITY + PIECE_BYTES)
  })

  it('is the same for any output, cut anywhere', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\x1b[H',
        '\x1b[2J',
        '\x1b[K',
        '\x1b[1;32m',
        '\x1b[m',
        '\x1b[10;10H',
        '\x1b[3;9r',
        '\x1b[r',
        '\x1bM',
        ENTER,
        LEAVE,
        '\x1b[?25l',
        '\x1b[?25h',
        '\x1b]0;title\x07',
        '\x1b[2;44m',
        '\x1b[38;5;200;4:3m',
        '\x1b[L',
        '\x1b[2P',
        '\x1b[3@',
        '\x1b7',
        '\x1b8',
        '\x1b(0',
        '\x1b(B',
        '日本',
        'é',
        '👍🏽',
      ),
      fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '.')),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1_000, maxLength: 2_000 }),
        fc.integer({ min: 500, max: 5_000 }),
        async (pieces, cut) => {
          const all = bytes(inTurn(pieces).join(''))
          const chunks: Uint8Array[] = []
          for (let at = 0; at < all.length; at += cut) chunks.push(all.subarray(at, at + cut))
          ;(await expectSame(chunks))[Symbol.dispose]()
        },
      ),
      // What is left after shrinking for a minute tells less than the failure itself.
      { numRuns: 40, endOnFailure: true },
    )
  })
})

test('there is no screen while nothing has been dropped', () => {
  using history = createHistory()
  history.append(new Uint8Array(CAPACITY))
  expect(history.snapshot()).toEqual({ offset: 0 })
})

test('a shell that was there before begins where its output does', () => {
  using history = createHistory({ startOffset: 5_000_000 })
  history.append(bytes('hello'))
  expect(history.snapshot()).toEqual({ offset: 5_000_000 })
  expect(new TextDecoder().decode(history.read(5_000_002, 10))).toBe('llo')
})

test('a flood is dropped unparsed, in bounded memory, and its modes are kept', async () => {
  const capacity = 64 * 1024
  using history = createHistory({ capacityBytes: capacity })
  history.append(bytes('\x1b[?1049h\x1b[?2004h\r\n'))
  history.append(new Uint8Array(capacity + PIECE_BYTES))
  await settled(history, capacity)
  const line = bytes('y\r\n'.repeat(5_000))
  for (let count = 0; count < 400; count++) {
    history.append(line)
    expect(history.end - history.start).toBeLessThanOrEqual(capacity + 256 * 1024 + line.length)
    // The parser has its turn, but no time to keep up.
    await Promise.resolve()
  }
  const { offset, screen } = history.snapshot()
  const seen = await look(size, screen!, readFrom(history, offset))
  expect(seen.type).toBe('alternate')
  expect(seen.modes.bracketedPasteMode).toBe(true)
  expect(seen.screens.at(-1)!.filter((row) => row.startsWith('<default on default>y<'))).not.toHaveLength(0)
})

test('a flood behind a program that fills the screen is not on its screen', async () => {
  using history = createHistory()
  history.append(bytes('\x1b[?1049h\x1b[?1002;1006h\x1b[?25l\x1b=vim'))
  history.append(filler)
  await settled(history, CAPACITY)
  expect((await look(size, history.snapshot().screen!)).type).toBe('alternate')

  history.append(bytes('\x1b[?1002;1006l\x1b[?25h\x1b>\x1b[?1049l'))
  history.append(bytes('y\r\n'.repeat(200_000)))
  // Before anything could be parsed.
  const { offset, screen } = history.snapshot()
  const seen = await look(size, screen!, readFrom(history, offset))
  const shell = await look(size, readFrom(history, offset))
  expect(seen).toEqual(shell)
})
