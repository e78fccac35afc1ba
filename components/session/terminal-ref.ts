import {
  FIRST_TERMINAL,
  type InstanceName,
  type TerminalNumber,
  type TerminalRef,
} from '../../server/protocol/ids.ts'

/** `node1/2` */
export type TerminalKey = `${InstanceName}/${TerminalNumber}`

export function terminalKey({ instance, terminal }: TerminalRef): TerminalKey {
  return `${instance}/${terminal}`
}

/** The one that is in use, of an instance. */
export function activeTerminalOf(
  { activeTerminals }: { activeTerminals: Readonly<Record<InstanceName, TerminalNumber>> },
  instance: InstanceName,
): TerminalRef {
  return { instance, terminal: activeTerminals[instance] ?? FIRST_TERMINAL }
}
