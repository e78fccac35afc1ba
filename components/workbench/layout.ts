import { FIRST_TERMINAL, type TerminalNumber } from '../../server/protocol/ids.ts'

/** Panes of one tab: with more of them, none is wide or high enough to work in. */
export const MAX_PANES = 4

export type SplitDirection = 'row' | 'column'

export interface Pane {
  terminal: TerminalNumber
  /** Of the tab's width or height, in percent; all panes of a tab have 100 together. */
  share: number
}

/** Terminals beside or above each other; mostly one. */
export interface TerminalsTab {
  kind: 'terminals'
  direction: SplitDirection
  panes: readonly Pane[]
}

/** A file in the editor; its path is absolute. */
export interface FileTab {
  kind: 'file'
  path: string
}

export type Tab = TerminalsTab | FileTab

/** How one instance's terminals and files are arranged. Which terminal is in use is the session's to know. */
export interface InstanceLayout {
  tabs: readonly Tab[]
  /** The file in view; null: a terminal is. */
  activeFile: string | null
}

export const EMPTY_LAYOUT: InstanceLayout = { tabs: [], activeFile: null }

/** Fit for an id of an element: has no spaces. */
export function tabId(tab: Tab): string {
  return tab.kind === 'file' ? `file-${encodeURIComponent(tab.path)}` : `terminal-${tab.panes[0]?.terminal}`
}

export function terminalsOf(tab: Tab): TerminalNumber[] {
  return tab.kind === 'file' ? [] : tab.panes.map(({ terminal }) => terminal)
}

/** Those that can be closed: the first terminal is always there. */
export function closableIn(tab: Tab): TerminalNumber[] {
  return terminalsOf(tab).filter((terminal) => terminal !== FIRST_TERMINAL)
}

/** The tab in view: of the file, else of the terminal in use, else the first. */
export function activeTabOf({ tabs, activeFile }: InstanceLayout, inUse: TerminalNumber): Tab | undefined {
  return (
    tabs.find((tab) => tab.kind === 'file' && tab.path === activeFile) ??
    tabs.find((tab) => terminalsOf(tab).includes(inUse)) ??
    tabs[0]
  )
}

/** The one that comes into use with its tab. */
export function frontTerminalOf(tab: Tab, inUse: TerminalNumber): TerminalNumber | undefined {
  const terminals = terminalsOf(tab)
  return terminals.includes(inUse) ? inUse : terminals[0]
}

/** Every terminal that exists is somewhere, once; what is gone leaves its place to its neighbours. */
export function reconcileLayout(layout: InstanceLayout, existing: readonly TerminalNumber[]): InstanceLayout {
  const unplaced = new Set(existing)
  const tabs: Tab[] = []
  for (const tab of layout.tabs) {
    if (tab.kind === 'file') {
      if (!tabs.some((placed) => tabId(placed) === tabId(tab))) tabs.push(tab)
      continue
    }
    const panes = tab.panes.filter(({ terminal }) => unplaced.delete(terminal))
    if (panes.length > 0)
      tabs.push(panes.length === tab.panes.length ? tab : { ...tab, panes: filled(panes) })
  }
  for (const terminal of [...unplaced].sort((one, other) => one - other)) tabs.push(tabOfOne(terminal))
  const isSame = tabs.length === layout.tabs.length && tabs.every((tab, index) => tab === layout.tabs[index])
  return isSame ? layout : { ...layout, tabs }
}

/** `steps`: to the right, or to the left when negative; not beyond the ends. */
export function moveTab(layout: InstanceLayout, id: string, steps: number): InstanceLayout {
  const from = layout.tabs.findIndex((tab) => tabId(tab) === id)
  const tab = layout.tabs[from]
  if (!tab) return layout
  const to = Math.min(layout.tabs.length - 1, Math.max(0, from + steps))
  const rest = layout.tabs.toSpliced(from, 1)
  return { ...layout, tabs: rest.toSpliced(to, 0, tab) }
}

/** A tab is split in one direction only. */
export function maySplit({ panes, direction: present }: TerminalsTab, direction: SplitDirection): boolean {
  return panes.length < MAX_PANES && (panes.length === 1 || present === direction)
}

/** Puts a terminal, new or from another tab, behind another; all in the tab get the same share, as few are wide enough to be halved. */
export function placeBeside(
  layout: InstanceLayout,
  {
    terminal,
    beside,
    direction,
  }: { terminal: TerminalNumber; beside: TerminalNumber; direction: SplitDirection },
): InstanceLayout {
  const without = removeTerminal(layout, terminal)
  const index = without.tabs.findIndex((tab) => terminalsOf(tab).includes(beside))
  const tab = without.tabs[index]
  if (tab?.kind !== 'terminals' || !maySplit(tab, direction)) return layout
  const place = terminalsOf(tab).indexOf(beside) + 1
  const share = 100 / (tab.panes.length + 1)
  const panes = tab.panes.toSpliced(place, 0, { terminal, share }).map((pane) => ({ ...pane, share }))
  return { ...without, tabs: without.tabs.with(index, { kind: 'terminals', direction, panes }) }
}

/** Takes a terminal out of its split, and puts it behind. */
export function giveOwnTab(layout: InstanceLayout, terminal: TerminalNumber): InstanceLayout {
  const index = layout.tabs.findIndex((tab) => terminalsOf(tab).includes(terminal))
  const tab = layout.tabs[index]
  if (!tab || terminalsOf(tab).length < 2) return layout
  const without = removeTerminal(layout, terminal)
  return { ...without, tabs: without.tabs.toSpliced(index + 1, 0, tabOfOne(terminal)) }
}

/** `share`: of the pane before the border, of the two beside it, in percent. */
export function moveBorder(
  layout: InstanceLayout,
  { id, border, share }: { id: string; border: number; share: number },
): InstanceLayout {
  const index = layout.tabs.findIndex((tab) => tabId(tab) === id)
  const tab = layout.tabs[index]
  if (tab?.kind !== 'terminals') return layout
  const [before, after] = [tab.panes[border], tab.panes[border + 1]]
  if (!before || !after) return layout
  const both = before.share + after.share
  const first = (both * share) / 100
  const panes = tab.panes
    .with(border, { ...before, share: first })
    .with(border + 1, { ...after, share: both - first })
  return { ...layout, tabs: layout.tabs.with(index, { ...tab, panes }) }
}

export function showTerminals(layout: InstanceLayout): InstanceLayout {
  return layout.activeFile === null ? layout : { ...layout, activeFile: null }
}

/** Shows it, in its tab or a new one. */
export function openFile(layout: InstanceLayout, path: string): InstanceLayout {
  const isOpen = layout.tabs.some((tab) => tab.kind === 'file' && tab.path === path)
  return { tabs: isOpen ? layout.tabs : [...layout.tabs, { kind: 'file', path }], activeFile: path }
}

export function closeFile({ tabs, activeFile }: InstanceLayout, path: string): InstanceLayout {
  return {
    tabs: tabs.filter((tab) => tab.kind !== 'file' || tab.path !== path),
    activeFile: activeFile === path ? null : activeFile,
  }
}

/** The terminal that is in use when this one is closed: its neighbour in the split, else the tab before or behind. */
export function neighbourOf(layout: InstanceLayout, terminal: TerminalNumber): TerminalNumber | undefined {
  const all = layout.tabs.map(terminalsOf).filter((terminals) => terminals.length > 0)
  const index = all.findIndex((terminals) => terminals.includes(terminal))
  const siblings = all[index] ?? []
  const place = siblings.indexOf(terminal)
  return siblings[place - 1] ?? siblings[place + 1] ?? all[index - 1]?.at(-1) ?? all[index + 1]?.[0]
}

function tabOfOne(terminal: TerminalNumber): TerminalsTab {
  return { kind: 'terminals', direction: 'row', panes: [{ terminal, share: 100 }] }
}

function removeTerminal(layout: InstanceLayout, terminal: TerminalNumber): InstanceLayout {
  const tabs = layout.tabs.flatMap((tab): Tab[] => {
    if (!terminalsOf(tab).includes(terminal) || tab.kind === 'file') return [tab]
    const panes = tab.panes.filter((pane) => pane.terminal !== terminal)
    return panes.length > 0 ? [{ ...tab, panes: filled(panes) }] : []
  })
  return { ...layout, tabs }
}

/** The same proportions, with nothing left over. */
function filled(panes: readonly Pane[]): Pane[] {
  const sum = panes.reduce((total, { share }) => total + share, 0)
  return panes.map((pane) => ({ ...pane, share: (100 * pane.share) / sum }))
}
