import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextSmallerFontSize, shownFontSize } from './shown-font-size.ts'
import { FONT_SIZE_PX } from './terminal-settings-store.ts'

const cell = { width: 8, height: 16 }

it('letters stay as they are when all cells fit', () => {
  const place = { width: 640, height: 384 }
  expect(shownFontSize({ size: { cols: 80, rows: 24 }, cell, place, usualPx: 13 })).toBe(13)
  expect(shownFontSize({ size: { cols: 40, rows: 10 }, cell, place, usualPx: 13 })).toBe(13)
})

it('letters shrink until both width and height fit', () => {
  const place = { width: 600, height: 400 }
  expect(shownFontSize({ size: { cols: 100, rows: 10 }, cell, place, usualPx: 12 })).toBe(9)
  expect(shownFontSize({ size: { cols: 10, rows: 33 }, cell, place, usualPx: 12 })).toBe(9)
})

it('letters stay readable, whatever has to fit, and are never larger than usual', () => {
  const cells = fc.integer({ min: 1, max: 500 })
  const pixels = fc.integer({ min: 1, max: 3_000 })
  const usual = fc.integer({ min: FONT_SIZE_PX.min, max: FONT_SIZE_PX.max })
  fc.assert(
    fc.property(cells, cells, pixels, pixels, usual, (cols, rows, width, height, usualPx) => {
      const px = shownFontSize({ size: { cols, rows }, cell, place: { width, height }, usualPx })
      expect(px).toBeGreaterThanOrEqual(FONT_SIZE_PX.min)
      expect(px).toBeLessThanOrEqual(usualPx)
      if (px < usualPx && px > FONT_SIZE_PX.min)
        expect((cols * cell.width * px) / usualPx).toBeLessThanOrEqual(width)
    }),
  )
})

it('there is an end to trying smaller letters', () => {
  expect(nextSmallerFontSize(FONT_SIZE_PX.min + 0.5)).toBe(FONT_SIZE_PX.min)
  expect(nextSmallerFontSize(FONT_SIZE_PX.min)).toBeUndefined()
})
