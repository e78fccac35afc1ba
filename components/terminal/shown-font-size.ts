import { FONT_SIZE_PX } from './terminal-settings-store.ts'

/** Letters are measured in steps of half a pixel: finer ones look alike. */
const STEPS_PER_PX = 2

export interface Extent {
  /** CSS pixels. */
  width: number
  height: number
}

/**
 * Size of the letters, in CSS pixels, with which so many cells fit into a place: never larger than usual, never too
 * small to be read. `cell`: one cell at the usual size.
 */
export function shownFontSize({
  size,
  cell,
  place,
  usualPx,
}: {
  size: { cols: number; rows: number }
  cell: Extent
  place: Extent
  usualPx: number
}): number {
  const scale = Math.min(place.width / (size.cols * cell.width), place.height / (size.rows * cell.height))
  if (!(scale < 1)) return usualPx
  const scaledPx = Math.floor(usualPx * scale * STEPS_PER_PX) / STEPS_PER_PX
  return Math.max(FONT_SIZE_PX.min, scaledPx)
}

/** What a letter that is still too large is tried with next; undefined: it cannot be smaller. */
export function nextSmallerFontSize(px: number): number | undefined {
  const smaller = px - 1 / STEPS_PER_PX
  return smaller < FONT_SIZE_PX.min ? undefined : smaller
}
