import type headless from '@xterm/headless'
import { attributesOf } from './screen-internals.ts'
import type { ScreenPen } from './screen-pen.ts'

/** Draws what is in the rows of a screen into an empty one. */
export function drawRows(pen: ScreenPen, terminal: headless.Terminal, buffer: headless.IBuffer): void {
  for (let row = 0; row < terminal.rows; row++) {
    const line = buffer.getLine(buffer.baseY + row)!
    if (line.isWrapped && row > 0) wrapInto(pen, buffer, row)
    drawRow(pen, line, row)
  }
}

/** Prints the cell that the cursor waits behind when a row is full. */
export function printLastCell(pen: ScreenPen, buffer: headless.IBuffer, row: number): void {
  const line = buffer.getLine(buffer.baseY + row)!
  const last = line.getCell(line.length - 1)!
  const column = line.length - (last.getWidth() === 0 ? 2 : 1)
  const cell = line.getCell(column)!
  pen.moveTo(row, column)
  pen.use(attributesOf(cell))
  pen.print(cell.getChars() || ' ', line.length - column)
}

/** A row goes on in the next one when text does; what makes it so is taken away again where there is none. */
function wrapInto(pen: ScreenPen, buffer: headless.IBuffer, row: number): void {
  const before = buffer.getLine(buffer.baseY + row - 1)!
  printLastCell(pen, buffer, row - 1)
  pen.usePlain()
  pen.write('x', { row, column: 1 })
  for (const [line, at, column] of [
    [before, row - 1, before.length - 1],
    [buffer.getLine(buffer.baseY + row)!, row, 0],
  ] as const) {
    const cell = line.getCell(column)!
    if (cell.getChars() !== '' || cell.getWidth() === 0) continue
    pen.moveTo(at, column)
    pen.use(attributesOf(cell))
    pen.erase(1)
  }
}

function drawRow(pen: ScreenPen, line: headless.IBufferLine, row: number): void {
  let column = 0
  while (column < line.length) {
    const cell = line.getCell(column)!
    const isEmpty = cell.getChars() === ''
    const width = isEmpty ? countLike(cell, line, column) : cell.getWidth()
    if (!isEmpty || !cell.isBgDefault()) {
      pen.moveTo(row, column)
      pen.use(attributesOf(cell))
      if (isEmpty) pen.erase(width)
      else pen.print(cell.getChars(), width)
    }
    column += width
  }
}

/** How many cells without text and with the same background there are from here on. */
function countLike(cell: headless.IBufferCell, line: headless.IBufferLine, from: number): number {
  const { bg } = attributesOf(cell)
  let end = from + 1
  while (end < line.length) {
    const next = line.getCell(end)!
    if (next.getChars() !== '' || attributesOf(next).bg !== bg) break
    end++
  }
  return end - from
}
