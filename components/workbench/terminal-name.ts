import { FIRST_TERMINAL, type TerminalNumber, type TerminalRef } from '../../server/protocol/ids.ts'
import type { TerminalView } from '../../server/protocol/session.ts'

/** What a tab calls it. */
export function terminalName(terminals: readonly TerminalView[], number: TerminalNumber): string {
  return terminals.find((terminal) => terminal.number === number)?.name ?? `Terminal ${number}`
}

/** What the page's regions call it, whatever its name: a contract, see `e2e/`. */
export function regionName({ instance, terminal }: TerminalRef): string {
  return terminal === FIRST_TERMINAL ? `Terminal ${instance}` : `Terminal ${instance}, ${terminal}`
}

/** Fit for a file name. */
export function shortName({ instance, terminal }: TerminalRef): string {
  return terminal === FIRST_TERMINAL ? instance : `${instance}-${terminal}`
}

/** What `window.__drydock` calls it: a contract, see `e2e/`. */
export function probeName({ instance, terminal }: TerminalRef): string {
  return terminal === FIRST_TERMINAL ? instance : `${instance}/${terminal}`
}
