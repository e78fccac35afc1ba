import { expect, test } from 'vitest'
import { standingWalls, type MeasuredWall } from './walls.ts'

const free = { diskBytes: 0, diskLimitBytes: 1000, processes: 1, processLimit: 100 }

function after(shares: { disk?: number; processes?: number }[]): MeasuredWall[][] {
  let standing = new Set<MeasuredWall>()
  return shares.map(({ disk = 0, processes = 1 }) => {
    standing = standingWalls(standing, { ...free, diskBytes: disk, processes })
    return [...standing]
  })
}

test('the disk warns before it is full, and is free again with a distance', () => {
  expect(
    after([{ disk: 849 }, { disk: 850 }, { disk: 985 }, { disk: 984 }, { disk: 801 }, { disk: 799 }]),
  ).toEqual([[], ['disk-nearly-full'], ['disk-full'], ['disk-nearly-full'], ['disk-nearly-full'], []])
})

test('processes are at their limit only when none can be started, and until a fifth has ended', () => {
  expect(after([{ processes: 99 }, { processes: 100 }, { processes: 81 }, { processes: 79 }])).toEqual([
    [],
    ['too-many-processes'],
    ['too-many-processes'],
    [],
  ])
})

test('what is not known or not limited is no wall', () => {
  const unknown = { diskBytes: null, diskLimitBytes: null, processes: null, processLimit: null }
  expect(standingWalls(new Set(), unknown)).toEqual(new Set())
  expect(standingWalls(new Set(), { ...unknown, diskBytes: 1e12 })).toEqual(new Set())
})
