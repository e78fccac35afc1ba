import { expect, it } from 'vitest'
import { fitCells } from './draw-picture.ts'

it('makes cells as wide as fit', () => {
  expect(fitCells({ cols: 80, rows: 10 }, { width: 240, height: 150 })).toMatchObject({ width: 3, height: 6 })
})

it('makes them smaller for a terminal with many rows', () => {
  expect(fitCells({ cols: 80, rows: 50 }, { width: 240, height: 150 })).toMatchObject({
    width: 1.5,
    height: 3,
  })
})
