import type { InstanceId } from '../domain/instance.ts'
import type { TerminalStore } from '../ports/store.ts'
import { LabError } from '../protocol/errors.ts'
import {
  FIRST_TERMINAL,
  terminalNumberSchema,
  type InstanceName,
  type TerminalNumber,
  type TerminalRef,
} from '../protocol/ids.ts'
import { MAX_TERMINALS } from '../protocol/limits.ts'
import type { LiveSession } from './live-session.ts'
import type { Terminals } from './terminals.ts'

/** Which terminals an instance has, and what the participant calls them. Survives a restart of the broker. */
export class TerminalList {
  readonly #store: TerminalStore
  readonly #terminals: Terminals

  constructor({ store, terminals }: { store: TerminalStore; terminals: Terminals }) {
    this.#store = store
    this.#terminals = terminals
  }

  /** Takes up what was there when the broker stopped. */
  async restore(session: LiveSession): Promise<void> {
    for (const { instanceId, ...terminal } of await this.#store.bySession(session.stored.id))
      session.setTerminal(instanceId, terminal)
  }

  /** Its shell starts when it is attached. Throws INSTANCE_NOT_FOUND, INSTANCE_NOT_READY or TERMINAL_LIMIT. */
  async open(session: LiveSession, instance: InstanceName): Promise<TerminalNumber> {
    const { id } = session.requireReady(instance)
    const taken = session.terminals(id).map(({ number }) => number)
    if (taken.length >= MAX_TERMINALS) throw new LabError('TERMINAL_LIMIT')
    let free = FIRST_TERMINAL
    while (taken.includes(free)) free = terminalNumberSchema.parse(free + 1)
    await this.#set(session, id, free, null)
    return free
  }

  /** Throws INSTANCE_NOT_FOUND, INSTANCE_NOT_READY or TERMINAL_NOT_FOUND. */
  async rename(session: LiveSession, ref: TerminalRef, name: string): Promise<void> {
    await this.#set(session, this.#require(session, ref), ref.terminal, name)
  }

  /**
   * Ends the shell and what runs in it. Throws TERMINAL_BUSY while a command runs, unless forced; BAD_REQUEST for the
   * first terminal, which the lab's blocks run in; and what `rename` throws.
   */
  async close(session: LiveSession, ref: TerminalRef, { isForced }: { isForced: boolean }): Promise<void> {
    const id = this.#require(session, ref)
    if (ref.terminal === FIRST_TERMINAL)
      throw new LabError('BAD_REQUEST', { detail: 'The first terminal of an instance stays.' })
    const terminal = await this.#terminals.open(session, ref)
    if (terminal.shell.state.isBusy && !isForced) throw new LabError('TERMINAL_BUSY')
    // First from the list: a shell that ends is then not brought back.
    session.removeTerminal(id, ref.terminal)
    await this.#store.remove(session.stored.id, id, ref.terminal)
    terminal.hangUp()
  }

  async #set(
    session: LiveSession,
    id: InstanceId,
    number: TerminalNumber,
    name: string | null,
  ): Promise<void> {
    session.setTerminal(id, { number, name })
    await this.#store.set(session.stored.id, { instanceId: id, number, name })
  }

  #require(session: LiveSession, { instance, terminal }: TerminalRef): InstanceId {
    const { id } = session.requireReady(instance)
    if (session.hasTerminal(id, terminal)) return id
    throw new LabError('TERMINAL_NOT_FOUND')
  }
}
