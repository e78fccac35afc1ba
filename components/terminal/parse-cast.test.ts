import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_PLAYED_BYTES, parseCast } from './parse-cast.ts'

const HEADER = '{"version": 2, "width": 80, "height": 24, "title": "Demo"}'

function problemOf(text: string): string {
  const parsed = parseCast(text)
  return parsed.ok ? 'none' : parsed.problem
}

describe('parseCast', () => {
  it('reads what is shown, resized and marked, and passes over the rest', () => {
    const text = [
      HEADER,
      '[0.5, "o", "hi\\r\\n"]',
      '[0.7, "i", "typed"]',
      '',
      '[1, "r", "100x30"]',
      '[2, "m", "ls"]\r',
      '[2.5, "x", "0"]',
    ].join('\n')
    expect(parseCast(text)).toEqual({
      ok: true,
      cast: {
        header: { cols: 80, rows: 24, title: 'Demo' },
        events: [
          { seconds: 0.5, type: 'output', text: 'hi\r\n' },
          { seconds: 1, type: 'resize', cols: 100, rows: 30 },
          { seconds: 2, type: 'mark', label: 'ls' },
        ],
      },
    })
  })

  it('does not let time run backwards', () => {
    const parsed = parseCast(`${HEADER}\n[5, "o", "a"]\n[1, "o", "b"]`)
    expect(parsed.ok && parsed.cast.events.map(({ seconds }) => seconds)).toEqual([5, 5])
  })

  it.each([
    ['', 'Line 1: this is not an asciicast file (.cast).'],
    ['\x7fELF\0\0', 'Line 1: this is not an asciicast file (.cast).'],
    ['[1, 2]', 'Line 1: this is not an asciicast file (.cast).'],
    ['{}', 'Line 1: only asciicast version 2 can be played, this is none.'],
    [
      '{"version": 3, "term": {"cols": 80}}',
      'Line 1: only asciicast version 2 can be played, this is version 3.',
    ],
    [
      '{\n  "version": 1,\n  "width": 80,\n  "height": 24,\n  "stdout": [[0.2, "hi"]]\n}',
      'Line 1: only asciicast version 2 can be played, this is version 1.',
    ],
    ['{"version": 2, "width": 80}', 'Line 1: width and height must be whole numbers from 1 to 1000.'],
    [
      '{"version": 2, "width": 1e9, "height": 24}',
      'Line 1: width and height must be whole numbers from 1 to 1000.',
    ],
    [
      '{"version": 2, "width": "80", "height": 0}',
      'Line 1: width and height must be whole numbers from 1 to 1000.',
    ],
    [`${HEADER}\n[0, "o", "a"]\n[1, "o", "cut`, 'Line 3: this is not an event; the file may be cut off.'],
    [`${HEADER}\n{"a": 1}`, 'Line 2: this is not an event; the file may be cut off.'],
    [`${HEADER}\n["0", "o", "a"]`, 'Line 2: the time must be a number of seconds, 0 or more.'],
    [`${HEADER}\n[-1, "o", "a"]`, 'Line 2: the time must be a number of seconds, 0 or more.'],
    [`${HEADER}\n[1e999, "o", "a"]`, 'Line 2: the time must be a number of seconds, 0 or more.'],
    [`${HEADER}\n[1, "o"]`, 'Line 2: an event has a time, a code and a text.'],
    [`${HEADER}\n[1, "r", "0x0"]`, 'Line 2: a size is given as columns x rows, such as 80x24.'],
    [`${HEADER}\n[1, "r", "99999x2"]`, 'Line 2: a size is given as columns x rows, such as 80x24.'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf(text)).toBe(problem)
  })

  it('refuses a huge file before it looks at it', () => {
    expect(problemOf('x'.repeat(MAX_PLAYED_BYTES + 1))).toBe('The file is larger than 32 MiB.')
  })

  it('throws for nothing', () => {
    const line = fc.oneof(fc.string(), fc.json(), fc.constant(HEADER))
    fc.assert(fc.property(fc.array(line), (lines) => void parseCast([HEADER, ...lines].join('\n'))))
    fc.assert(fc.property(fc.array(line), (lines) => void parseCast(lines.join('\n'))))
  })
})
