import { describe, expect, it } from 'vitest'
import { isTerminalAnswer } from './terminal-answer.ts'

describe('isTerminalAnswer', () => {
  it.each([
    ['device attributes', '\x1b[?1;2c'],
    ['secondary device attributes', '\x1b[>0;276;0c'],
    ['device status', '\x1b[0n'],
    ['cursor position', '\x1b[24;80R'],
    ['DEC cursor position', '\x1b[?24;80R'],
    ['a mode', '\x1b[?2004;1$y'],
    ['the window size', '\x1b[8;24;80t'],
    ['focus', '\x1b[I'],
    ['a colour', '\x1b]11;rgb:fbfb/fcfc/fcfc\x1b\\'],
    ['a setting', '\x1bP1$r0m\x1b\\'],
  ])('knows %s', (_name, text) => expect(isTerminalAnswer(text)).toBe(true))

  it.each([
    ['a letter', 'c'],
    ['Enter', '\r'],
    ['Escape', '\x1b'],
    ['arrow up', '\x1b[A'],
    ['Ctrl+arrow right', '\x1b[1;5C'],
    ['Delete', '\x1b[3~'],
    ['F1', '\x1bOP'],
    ['Alt+]', '\x1b]'],
    ['Alt+P', '\x1bP'],
    ['a bracketed paste', '\x1b[200~ls\x1b[201~'],
    ['pasted text that has an answer in it', 'echo \x1b[?1;2c'],
  ])('lets %s through', (_name, text) => expect(isTerminalAnswer(text)).toBe(false))
})
