import { FIRST_TERMINAL, type InstanceName, type TerminalNumber } from '../../server/protocol/ids.ts'
import type { SessionClient } from '../session/session-client.ts'
import { instancesOf } from '../session/session-state.ts'
import { activeTerminalOf } from '../session/terminal-ref.ts'
import { EMPTY_LAYOUT, neighbourOf, reconcileLayout, type InstanceLayout } from './layout.ts'
import type { LayoutStore } from './layout-store.ts'

export interface RequestsOf {
  client: Pick<
    SessionClient,
    'store' | 'terminalList' | 'selectTerminal' | 'selectInstance' | 'focusTerminal'
  >
  layouts: Pick<LayoutStore, 'getState'>
  instance: InstanceName
}

/** Opens a terminal, and brings it into use when the participant is still at this instance. */
export async function openTerminal(of: RequestsOf, place: (terminal: TerminalNumber) => void): Promise<void> {
  const terminal = await of.client.terminalList.open(of.instance)
  if (terminal === null) return
  place(terminal)
  if (bringIntoUse(of, terminal)) of.client.focusTerminal(of.instance)
}

/** Answers with those in which a command runs. Which terminal is in use is asked anew: people go on meanwhile. */
export async function closeTerminals(
  of: RequestsOf,
  terminals: readonly TerminalNumber[],
  options: { isForced: boolean },
): Promise<TerminalNumber[]> {
  const busy: TerminalNumber[] = []
  const closed: TerminalNumber[] = []
  for (const terminal of terminals) {
    const next = neighbourOf(layoutNow(of, closed), terminal)
    const wasInUse = inUseNow(of) === terminal
    const result = await of.client.terminalList.close({ instance: of.instance, terminal }, options)
    if (result === 'busy') busy.push(terminal)
    if (result !== 'closed') continue
    closed.push(terminal)
    // The first one is what the page itself goes to when the session tells of the end before the answer does.
    const isUnchosen = [terminal, FIRST_TERMINAL].includes(inUseNow(of))
    if (wasInUse && isUnchosen && next !== undefined) bringIntoUse(of, next)
  }
  return busy
}

function inUseNow({ client, instance }: RequestsOf): TerminalNumber {
  return activeTerminalOf(client.store.getState(), instance).terminal
}

/** Without what the session has not told yet that it is closed. */
function layoutNow(
  { client, layouts, instance }: RequestsOf,
  closed: readonly TerminalNumber[],
): InstanceLayout {
  const view = instancesOf(client.store.getState()).find(({ name }) => name === instance)
  const existing = view?.status === 'ready' ? view.terminals.map(({ number }) => number) : []
  const open = existing.filter((number) => !closed.includes(number))
  return reconcileLayout(layouts.getState()[instance] ?? EMPTY_LAYOUT, open)
}

/** False: the participant has gone to another instance, and stays there. */
function bringIntoUse({ client, instance }: RequestsOf, terminal: TerminalNumber): boolean {
  const { activeInstance } = client.store.getState()
  client.selectTerminal({ instance, terminal })
  if (activeInstance === null || activeInstance === instance) return true
  client.selectInstance(activeInstance)
  return false
}
