import { expect, test } from 'vitest'
import { collectModes } from './modes-set.ts'

function modesOf(text: string): string[] {
  const modes = new Map<string, string>()
  collectModes(new TextEncoder().encode(text), modes)
  return [...modes.values()]
}

test.each([
  ['none in plain and coloured text', 'text\n\x1b[31mtext\x1b[2K\x1b[4h', []],
  ['the last of each', '\x1b[?1049ha\x1b[?25la\x1b[?1049l', ['\x1b[?25l', '\x1b[?1049l']],
  ['several that are set at once', '\x1b[?1002;1006h', ['\x1b[?1002h', '\x1b[?1006h']],
  ['the keypad', '\x1b=text\x1b>', ['\x1b>']],
  ['nothing before a reset', '\x1b[?1049h\x1bc\x1b[?25l', ['\x1bc', '\x1b[?25l']],
  ['none that has not ended', 'text\x1b[?1049', []],
  ['none that is something else', '\x1b[?1049$p\x1b[?6n\x1b', []],
])('finds %s', (_name, text, modes) => {
  expect(modesOf(text)).toEqual(modes)
})
