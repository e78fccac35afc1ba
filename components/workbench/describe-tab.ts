import type { TerminalView } from '../../server/protocol/session.ts'
import { tabId, terminalsOf, type Tab } from './layout.ts'
import type { SubTabItem } from './sub-tab.tsx'
import { terminalName } from './terminal-name.ts'

/** What a tab shows of itself. */
export function describeTab(
  tab: Tab,
  terminals: readonly TerminalView[],
): Pick<SubTabItem, 'id' | 'kind' | 'label' | 'title'> {
  const id = tabId(tab)
  if (tab.kind === 'file') {
    return { id, kind: 'file', label: tab.path.split('/').at(-1) ?? tab.path, title: tab.path }
  }
  const names = terminalsOf(tab).map((number) => terminalName(terminals, number))
  const label = names.join(', ')
  return { id, kind: 'terminals', label, title: label }
}

/** After a tab was moved, for whoever does not see it. */
export function describeMove({
  title,
  place,
  count,
}: {
  title: string
  place: number
  count: number
}): string {
  return `${title} is now tab ${place} of ${count}.`
}
