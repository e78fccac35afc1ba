import type { InstanceName } from '../../server/protocol/ids.ts'
import { MAX_CHANNELS } from '../../server/protocol/limits.ts'
import type { ServerMessage } from '../../server/protocol/messages.ts'
import {
  TerminalChannel,
  type ChannelTransport,
  type TerminalScreen,
  type TerminalStatus,
} from './terminal-channel.ts'

/** The terminals of this tab, by instance and by channel. */
export class TerminalChannels {
  readonly #transport: ChannelTransport
  readonly #onStatus: (instance: InstanceName, status: TerminalStatus) => void
  readonly #terminals = new Map<InstanceName, TerminalChannel>()

  constructor(
    transport: ChannelTransport,
    onStatus: (instance: InstanceName, status: TerminalStatus) => void,
  ) {
    this.#transport = transport
    this.#onStatus = onStatus
  }

  get(instance: InstanceName): TerminalChannel | undefined {
    return this.#terminals.get(instance)
  }

  open(instance: InstanceName, screen: TerminalScreen): TerminalChannel {
    this.#terminals.get(instance)?.dispose()
    const terminal = new TerminalChannel({
      channel: this.#freeChannel(),
      instance,
      screen,
      transport: this.#transport,
      onStatus: (status) => this.#onStatus(instance, status),
    })
    this.#terminals.set(instance, terminal)
    terminal.attach()
    return terminal
  }

  close(instance: InstanceName, terminal: TerminalChannel): void {
    terminal.dispose()
    if (this.#terminals.get(instance) === terminal) this.#terminals.delete(instance)
  }

  connectionOpened(): void {
    for (const terminal of this.#terminals.values()) terminal.connectionOpened()
  }

  connectionLost(): void {
    for (const terminal of this.#terminals.values()) terminal.connectionLost()
  }

  receive(message: Extract<ServerMessage, { type: 'attached' | 'exited' }>): void {
    const terminal = this.#byChannel(message.channel)
    if (message.type === 'attached') terminal?.attached(message)
    else terminal?.exited()
  }

  output({ channel, bytes }: { channel: number; bytes: Uint8Array }): void {
    this.#byChannel(channel)?.output(bytes)
  }

  failed(channel: number, message: string): void {
    this.#byChannel(channel)?.failed(message)
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
