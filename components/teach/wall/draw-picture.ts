import type { TerminalPicture } from '../../terminal/read-picture.ts'

/** Of a monospaced font: a character's width in parts of its size. They are between 0.55 and 0.62. */
const CHARACTER_WIDTH = 0.6
/** A row's height in widths of a character. */
const ROW_HEIGHT = 2
/** More would cost four times the drawing, for text that nobody can read. */
const MAX_PIXEL_RATIO = 1.5

export interface DrawingPlace {
  /** In CSS pixels. */
  width: number
  height: number
  pixelRatio: number
  font: string
}

export interface CellSize {
  width: number
  height: number
  fontSize: number
}

/** The largest cells with which the whole picture fits. */
export function fitCells(
  { cols, rows }: { cols: number; rows: number },
  { width, height }: { width: number; height: number },
): CellSize {
  const cell = Math.min(width / cols, height / (rows * ROW_HEIGHT))
  return { width: cell, height: cell * ROW_HEIGHT, fontSize: cell / CHARACTER_WIDTH }
}

export function drawPicture(canvas: OffscreenCanvas, picture: TerminalPicture, place: DrawingPlace): void {
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) return
  const ratio = Math.min(place.pixelRatio, MAX_PIXEL_RATIO)
  resize(canvas, { width: Math.round(place.width * ratio), height: Math.round(place.height * ratio) })
  const cell = fitCells(picture, canvas)
  context.fillStyle = picture.background
  context.fillRect(0, 0, canvas.width, canvas.height)
  for (const { row, column, columns, colour } of picture.grounds) {
    context.fillStyle = colour
    context.fillRect(column * cell.width, row * cell.height, columns * cell.width, cell.height)
  }
  context.textBaseline = 'middle'
  let isBold: boolean | undefined
  for (const part of picture.texts) {
    if (part.isBold !== isBold) {
      isBold = part.isBold
      context.font = `${isBold ? 'bold ' : ''}${cell.fontSize}px ${place.font}`
    }
    context.fillStyle = part.colour
    context.fillText(part.text, part.column * cell.width, (part.row + 0.5) * cell.height)
  }
}

/** Setting the size clears a canvas and is slow, also when it is the same. */
function resize(canvas: OffscreenCanvas, { width, height }: { width: number; height: number }): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}
