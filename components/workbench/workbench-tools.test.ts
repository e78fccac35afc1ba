import { expect, it } from 'vitest'
import { terminalNumberSchema } from '../../server/protocol/ids.ts'
import { MAX_TERMINALS } from '../../server/protocol/limits.ts'
import { EMPTY_LAYOUT, openFile, placeBeside, reconcileLayout } from './layout.ts'
import { listTools, type ToolName, type Tools, type ToolState } from './workbench-tools.ts'

const [one, two, three] = [1, 2, 3].map((number) => terminalNumberSchema.parse(number)) as [
  ToolState['inUse'],
  ToolState['inUse'],
  ToolState['inUse'],
]
const layout = reconcileLayout(EMPTY_LAYOUT, [one, two, three])

function toolsFor(state: Partial<ToolState>): Tools {
  const uses = new Proxy({} as Record<ToolName, () => void>, { get: () => () => undefined })
  const usual: ToolState = {
    tabs: layout.tabs,
    activeTab: layout.tabs[1],
    inUse: two,
    terminalCount: 3,
    hasScreen: true,
  }
  return listTools({ ...usual, ...state }, uses)
}

function unusable(tools: Tools): string[] {
  return Object.entries(tools).flatMap(([name, { problem }]) => (problem === undefined ? [] : name))
}

it('a terminal in the middle can be moved, split, renamed and closed', () => {
  expect(unusable(toolsFor({}))).toEqual(['ownTab'])
})

it('the first terminal is not closed, and ends are ends', () => {
  expect(unusable(toolsFor({ activeTab: layout.tabs[0], inUse: one }))).toEqual([
    'ownTab',
    'moveLeft',
    'close',
  ])
  expect(unusable(toolsFor({ activeTab: layout.tabs[2], inUse: three }))).toEqual(['ownTab', 'moveRight'])
})

it('a split goes on in its direction, and can be left', () => {
  const { tabs } = placeBeside(layout, { terminal: three, beside: two, direction: 'column' })
  expect(unusable(toolsFor({ tabs, activeTab: tabs[1] }))).toEqual(['splitRight', 'moveRight'])
})

it('an instance has room for so many terminals', () => {
  expect(unusable(toolsFor({ terminalCount: MAX_TERMINALS }))).toEqual([
    'newTerminal',
    'splitRight',
    'splitDown',
    'ownTab',
  ])
})

it('a file is closed, but is no terminal', () => {
  const { tabs } = openFile(layout, '/a')
  const tools = toolsFor({ tabs, activeTab: tabs[3] })
  expect(unusable(tools)).toEqual(['splitRight', 'splitDown', 'ownTab', 'rename', 'moveRight', 'search'])
  expect(tools.close.name).toBe('Close file')
})
