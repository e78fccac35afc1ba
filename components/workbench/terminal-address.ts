import {
  instanceNameSchema,
  terminalNumberSchema,
  type InstanceName,
  type TerminalNumber,
} from '../../server/protocol/ids.ts'

const PARAMETER = 'terminal'

/** What an address selects: `node1.2` a terminal, `node1` an instance with whatever was last in view there. */
export interface TerminalAddress {
  instance: InstanceName
  terminal: TerminalNumber | null
}

/** Of the query of a page's address; null: it names none, or nothing that could exist. */
export function readTerminalAddress(search: string): TerminalAddress | null {
  const [, name, number] =
    /^([^.]*)(?:\.(\d+))?$/.exec(new URLSearchParams(search).get(PARAMETER) ?? '') ?? []
  const instance = instanceNameSchema.safeParse(name)
  if (!instance.success) return null
  if (number === undefined) return { instance: instance.data, terminal: null }
  const terminal = terminalNumberSchema.safeParse(Number(number))
  return terminal.success ? { instance: instance.data, terminal: terminal.data } : null
}

/** The same address, selecting this; the rest of it stays. */
export function withTerminalAddress(address: string, { instance, terminal }: TerminalAddress): string {
  const url = new URL(address)
  url.searchParams.set(PARAMETER, terminal === null ? instance : `${instance}.${terminal}`)
  return url.href
}
