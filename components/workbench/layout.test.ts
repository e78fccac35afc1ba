import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { terminalNumberSchema, type TerminalNumber } from '../../server/protocol/ids.ts'
import { MAX_TERMINALS } from '../../server/protocol/limits.ts'
import {
  activeTabOf,
  closeFile,
  EMPTY_LAYOUT,
  giveOwnTab,
  MAX_PANES,
  maySplit,
  moveBorder,
  moveTab,
  neighbourOf,
  openFile,
  placeBeside,
  reconcileLayout,
  showTerminals,
  tabId,
  terminalsOf,
  type InstanceLayout,
  type TerminalsTab,
} from './layout.ts'

function numbers(...values: number[]): TerminalNumber[] {
  return values.map((value) => terminalNumberSchema.parse(value))
}

const [one, two, three, four, five] = numbers(1, 2, 3, 4, 5) as [
  TerminalNumber,
  TerminalNumber,
  TerminalNumber,
  TerminalNumber,
  TerminalNumber,
]

function layoutOf(...existing: TerminalNumber[]): InstanceLayout {
  return reconcileLayout(EMPTY_LAYOUT, existing)
}

/** `[[1, 2], [3]]`: which terminals are in which tab; files by their path. */
function outline({ tabs }: InstanceLayout): unknown[] {
  return tabs.map((tab) => (tab.kind === 'file' ? tab.path : terminalsOf(tab)))
}

function shares(layout: InstanceLayout, tab = 0): number[] {
  const found = layout.tabs[tab]
  return found?.kind === 'terminals' ? found.panes.map(({ share }) => share) : []
}

function splitRight(
  layout: InstanceLayout,
  beside: TerminalNumber,
  terminal: TerminalNumber,
): InstanceLayout {
  return placeBeside(layout, { terminal, beside, direction: 'row' })
}

const anyNumbers = fc.uniqueArray(
  fc.integer({ min: 1, max: MAX_TERMINALS }).map((value) => numbers(value)[0]!),
)
const anyTab = fc.oneof(
  fc.record({
    kind: fc.constant('terminals' as const),
    direction: fc.constantFrom('row' as const, 'column' as const),
    panes: anyNumbers
      .filter(({ length }) => length > 0 && length <= MAX_PANES)
      .map((panes) => panes.map((terminal) => ({ terminal, share: 100 / panes.length }))),
  }),
  fc.record({ kind: fc.constant('file' as const), path: fc.constantFrom('/a', '/b') }),
)
/** Also with terminals that are in several places, as storage may hold anything. */
const anyLayout = fc.record({ tabs: fc.array(anyTab, { maxLength: 6 }), activeFile: fc.constant(null) })

describe('reconciling with the terminals that exist', () => {
  it('new ones get tabs behind the others, by their numbers', () => {
    expect(outline(reconcileLayout(openFile(layoutOf(two), '/a'), [three, one, two]))).toEqual([
      [two],
      '/a',
      [one],
      [three],
    ])
  })

  it('what is gone leaves its place to its neighbours', () => {
    const split = splitRight(splitRight(layoutOf(one), one, two), two, three)
    const uneven = moveBorder(split, { id: tabId(split.tabs[0]!), border: 1, share: 75 })
    const rest = reconcileLayout(uneven, [two, three])
    expect(outline(rest)).toEqual([[two, three]])
    expect(shares(rest).map(Math.round)).toEqual([75, 25])
  })

  it('places each terminal exactly once, fills each tab, and has nothing to do twice', () => {
    fc.assert(
      fc.property(anyLayout, anyNumbers, (layout, existing) => {
        const reconciled = reconcileLayout(layout, existing)
        expect(reconciled.tabs.flatMap(terminalsOf).sort()).toEqual([...existing].sort())
        expect(new Set(reconciled.tabs.map(tabId)).size).toBe(reconciled.tabs.length)
        for (const tab of reconciled.tabs) {
          if (tab.kind === 'file') continue
          expect(tab.panes.length).toBeGreaterThan(0)
          expect(tab.panes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(100)
        }
        expect(reconcileLayout(reconciled, existing)).toBe(reconciled)
      }),
    )
  })
})

describe('moving tabs', () => {
  it('goes as far as the ends', () => {
    const layout = layoutOf(one, two, three)
    const id = tabId(layout.tabs[1]!)
    expect(outline(moveTab(layout, id, 1))).toEqual([[one], [three], [two]])
    expect(outline(moveTab(layout, id, -1))).toEqual([[two], [one], [three]])
    expect(outline(moveTab(layout, id, 9))).toEqual([[one], [three], [two]])
    expect(moveTab(layout, 'none', 1)).toBe(layout)
  })
})

describe('splitting', () => {
  it('puts a new terminal, or one that has a tab already, beside another', () => {
    expect(outline(splitRight(layoutOf(one), one, two))).toEqual([[one, two]])
    const moved = splitRight(layoutOf(one, two, three), one, three)
    expect(outline(moved)).toEqual([[one, three], [two]])
    expect(shares(moved)).toEqual([50, 50])
  })

  it('has one direction a tab, and so many panes', () => {
    const row = splitRight(layoutOf(one), one, two)
    expect(maySplit(row.tabs[0] as TerminalsTab, 'column')).toBe(false)
    expect(placeBeside(row, { terminal: three, beside: one, direction: 'column' })).toBe(row)
    const full = [three, four].reduce((layout, terminal) => splitRight(layout, one, terminal), row)
    expect(outline(full)).toEqual([[one, four, three, two]])
    expect(maySplit(full.tabs[0] as TerminalsTab, 'row')).toBe(false)
    expect(splitRight(full, one, five)).toBe(full)
  })

  it('is undone by a tab of its own', () => {
    const layout = giveOwnTab(splitRight(layoutOf(one, three), one, two), one)
    expect(outline(layout)).toEqual([[two], [one], [three]])
    expect(shares(layout)).toEqual([100])
    expect(giveOwnTab(layout, one)).toBe(layout)
  })

  it('moves the border between two panes, and no other', () => {
    const split = splitRight(splitRight(layoutOf(one), one, two), two, three)
    const id = tabId(split.tabs[0]!)
    expect(shares(moveBorder(split, { id, border: 1, share: 80 })).map(Math.round)).toEqual([33, 53, 13])
    expect(moveBorder(split, { id, border: 2, share: 80 })).toBe(split)
  })
})

describe('files', () => {
  it('are opened once, and come into view', () => {
    const layout = openFile(openFile(openFile(layoutOf(one), '/a'), '/b'), '/a')
    expect(outline(layout)).toEqual([[one], '/a', '/b'])
    expect(activeTabOf(layout, one)).toEqual({ kind: 'file', path: '/a' })
    expect(activeTabOf(showTerminals(layout), one)).toMatchObject({ kind: 'terminals' })
  })

  it('give way to the terminals when they are closed', () => {
    const layout = openFile(openFile(layoutOf(one), '/a'), '/b')
    expect(closeFile(layout, '/a')).toMatchObject({ activeFile: '/b' })
    expect(activeTabOf(closeFile(layout, '/b'), one)).toMatchObject({ kind: 'terminals' })
  })
})

describe('what is in use', () => {
  it('is shown, or the first when it does not exist', () => {
    const layout = layoutOf(one, two)
    const activeTerminals = (inUse: TerminalNumber) => terminalsOf(activeTabOf(layout, inUse) as TerminalsTab)
    expect(activeTerminals(two)).toEqual([two])
    expect(activeTerminals(five)).toEqual([one])
  })

  it('is a neighbour once it is closed', () => {
    const layout = splitRight(layoutOf(one, two, four), two, three)
    expect(neighbourOf(layout, three)).toBe(two)
    expect(neighbourOf(layout, two)).toBe(three)
    expect(neighbourOf(layout, four)).toBe(three)
    expect(neighbourOf(layout, one)).toBe(two)
    expect(neighbourOf(layoutOf(one), one)).toBeUndefined()
  })
})

it('ids of tabs have no spaces', () => {
  expect(tabId({ kind: 'file', path: '/my file' })).toBe('file-%2Fmy%20file')
})
