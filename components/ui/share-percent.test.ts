import { expect, it } from 'vitest'
import { sharePercent } from './share-percent.ts'

it('a share is whole percents, and none of nobody', () => {
  expect(sharePercent(0, 0)).toBeNull()
  expect(sharePercent(1, 3)).toBe(33)
})
