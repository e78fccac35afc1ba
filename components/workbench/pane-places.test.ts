import { expect, it } from 'vitest'
import { terminalNumberSchema } from '../../server/protocol/ids.ts'
import { borderPlaces, panePlaces } from './pane-places.ts'

const panes = [20, 50, 30].map((share, index) => ({ terminal: terminalNumberSchema.parse(index + 1), share }))

it('panes lie beside each other, or above each other, by their shares', () => {
  const row = panePlaces({ kind: 'terminals', direction: 'row', panes })
  expect(row.map(({ style }) => [style.left, style.width, style.height])).toEqual([
    ['0%', '20%', '100%'],
    ['20%', '50%', '100%'],
    ['70%', '30%', '100%'],
  ])
  const column = panePlaces({ kind: 'terminals', direction: 'column', panes })
  expect(column.map(({ style }) => [style.top, style.height, style.width])).toEqual([
    ['0%', '20%', '100%'],
    ['20%', '50%', '100%'],
    ['70%', '30%', '100%'],
  ])
})

it('there is a border between two panes, which knows how far it may go', () => {
  expect(borderPlaces({ kind: 'terminals', direction: 'row', panes })).toEqual([
    { border: 0, from: 0, offset: 20, to: 70 },
    { border: 1, from: 20, offset: 70, to: 100 },
  ])
})
