import type { IModes } from '@xterm/xterm'

/**
 * All control characters but tab and line breaks. With the end mark of a bracketed paste (`ESC [201~`) a page's text
 * could leave the brackets, and its next line would run; xterm 6.0 sends what it is given.
 * https://github.com/xtermjs/xterm.js/pull/5716
 */
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

export function preparePaste(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, '')
}

/**
 * A program with bracketed paste gets several lines as one text and runs none by itself. Others would run each. One
 * line that ends with a line break is no reason to ask: it presses Enter, as whoever copied a whole line expects.
 */
export function decidePaste(
  prepared: string,
  { bracketedPasteMode }: Pick<IModes, 'bracketedPasteMode'>,
): 'paste' | 'ask' {
  return bracketedPasteMode || !prepared.slice(0, -1).includes('\n') ? 'paste' : 'ask'
}

/** The first lines of a paste, and how many there are in all. */
export function summarisePaste(
  text: string,
  shownLines: number,
): { firstLines: string[]; lineCount: number } {
  const lines = text.replace(/\n$/, '').split('\n')
  return { firstLines: lines.slice(0, shownLines), lineCount: lines.length }
}
