import type { TerminalRef } from '../../server/protocol/ids.ts'
import { MAX_CHANNELS } from '../../server/protocol/limits.ts'
import type { ServerMessage } from '../../server/protocol/messages.ts'
import {
  TerminalChannel,
  type ChannelTransport,
  type Presence,
  type TerminalListener,
  type TerminalScreen,
  type TerminalStatus,
} from './terminal-channel.ts'
import { terminalKey, type TerminalKey } from './terminal-ref.ts'

export interface TerminalsListener {
  onStatus(terminal: TerminalKey, status: TerminalStatus): void
  onPresence(terminal: TerminalKey, presence: Presence): void
}

/** The key of the one that is presented to the class. */
const FOLLOWED = 'followed'

type TerminalMessage = Extract<ServerMessage, { type: 'attached' | 'exited' | 'presence' | 'input-ack' }>

/** The terminals of this tab, by name and by channel. */
export class TerminalChannels {
  readonly #transport: ChannelTransport
  readonly #listener: TerminalsListener
  readonly #terminals = new Map<TerminalKey | typeof FOLLOWED, TerminalChannel>()

  constructor(transport: ChannelTransport, listener: TerminalsListener) {
    this.#transport = transport
    this.#listener = listener
  }

  get(ref: TerminalRef): TerminalChannel | undefined {
    return this.#terminals.get(terminalKey(ref))
  }

  open(ref: TerminalRef, screen: TerminalScreen): TerminalChannel {
    const key = terminalKey(ref)
    return this.#open(key, ref, screen, {
      onStatus: (status) => this.#listener.onStatus(key, status),
      onPresence: (presence) => this.#listener.onPresence(key, presence),
    })
  }

  close(ref: TerminalRef, terminal: TerminalChannel): void {
    this.#close(terminalKey(ref), terminal)
  }

  /** Shows the terminal that is presented to the class; nothing is typed into it. */
  follow(screen: TerminalScreen, listener: TerminalListener): TerminalChannel {
    return this.#open(FOLLOWED, null, screen, listener)
  }

  unfollow(terminal: TerminalChannel): void {
    this.#close(FOLLOWED, terminal)
  }

  connectionOpened(): void {
    for (const terminal of this.#terminals.values()) terminal.connectionOpened()
  }

  connectionLost(): void {
    for (const terminal of this.#terminals.values()) terminal.connectionLost()
  }

  receive(message: TerminalMessage): void {
    const terminal = this.#byChannel(message.channel)
    switch (message.type) {
      case 'attached':
        return terminal?.attached(message)
      case 'input-ack':
        return terminal?.inputArrived(message.offset)
      case 'presence':
        return terminal?.presence(message)
      case 'exited':
        return terminal?.exited()
    }
  }

  output({ channel, bytes }: { channel: number; bytes: Uint8Array }): void {
    this.#byChannel(channel)?.output(bytes)
  }

  failed(channel: number, message: string): void {
    this.#byChannel(channel)?.failed(message)
  }

  #open(
    key: TerminalKey | typeof FOLLOWED,
    ref: TerminalRef | null,
    screen: TerminalScreen,
    listener: TerminalListener,
  ): TerminalChannel {
    this.#terminals.get(key)?.dispose()
    const channel = this.#freeChannel()
    const terminal = new TerminalChannel({ channel, ref, screen, transport: this.#transport, listener })
    this.#terminals.set(key, terminal)
    terminal.attach()
    return terminal
  }

  #close(key: TerminalKey | typeof FOLLOWED, terminal: TerminalChannel): void {
    terminal.dispose()
    if (this.#terminals.get(key) === terminal) this.#terminals.delete(key)
  }

  #byChannel(channel: number): TerminalChannel | undefined {
    return [...this.#terminals.values()].find((terminal) => terminal.channel === channel)
  }

  #freeChannel(): number {
    for (let channel = 1; channel <= MAX_CHANNELS; channel++) {
      if (!this.#byChannel(channel)) return channel
    }
    throw new Error(`no more than ${MAX_CHANNELS} terminals fit into one tab`)
  }
}
