import type { IBuffer, Terminal } from '@xterm/xterm'

export interface CellPosition {
  row: number
  column: number
}

/** Scrollback and screen as text; a line that was wrapped for want of width is one line. */
export function readTerminalText({ buffer }: Pick<Terminal, 'buffer'>): string {
  const { active } = buffer
  return readBetween(active, { row: 0, column: 0 }, { row: active.length, column: 0 }).trimEnd()
}

/** Text from one cell up to another, which is not part of it. */
export function readBetween(buffer: IBuffer, from: CellPosition, to: CellPosition): string {
  let text = ''
  for (let row = from.row; row <= to.row; row++) {
    const line = buffer.getLine(row)
    if (!line) break
    const isContinued = row < to.row && (buffer.getLine(row + 1)?.isWrapped ?? false)
    if (row > from.row && !line.isWrapped) text += '\n'
    const startColumn = row === from.row ? from.column : 0
    text += line.translateToString(!isContinued, startColumn, row === to.row ? to.column : undefined)
  }
  return text
}
