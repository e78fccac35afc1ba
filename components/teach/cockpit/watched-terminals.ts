import type { TeachClientMessage, TeachServerMessage } from '../../../server/protocol/cockpit.ts'
import type { TerminalRef } from '../../../server/protocol/ids.ts'
import type { ClientMessage } from '../../../server/protocol/messages.ts'
import type { SeatId } from '../../../server/protocol/workshop.ts'
import type {
  Presence,
  TerminalChannel,
  TerminalScreen,
  TerminalStatus,
} from '../../session/terminal-channel.ts'
import { TerminalChannels } from '../../session/terminal-channels.ts'

export interface TeachTransport {
  readonly isOpen: boolean
  send(message: TeachClientMessage): void
  sendFrame(channel: number, bytes: Uint8Array): void
}

type TerminalMessage = Extract<TeachServerMessage, { type: 'attached' | 'exited' | 'presence' | 'input-ack' }>

/** A participant's terminal in the cockpit: one at a time, with the participant's consent, followed as one's own. */
export class WatchedTerminals {
  readonly #channels: TerminalChannels
  readonly #transport: TeachTransport
  #open: { seat: SeatId; ref: TerminalRef; channel: TerminalChannel } | undefined
  /** Whose terminal is attached next: a participant's page names only instance and terminal. */
  #seat: SeatId | undefined

  constructor(
    transport: TeachTransport,
    listener: { onStatus(status: TerminalStatus): void; onPresence(presence: Presence): void },
  ) {
    this.#transport = transport
    this.#channels = new TerminalChannels(
      {
        get isOpen() {
          return transport.isOpen
        },
        send: (message) => this.#send(message),
        sendFrame: (channel, bytes) => transport.sendFrame(channel, bytes),
      },
      {
        onStatus: (_key, status) => listener.onStatus(status),
        onPresence: (_key, presence) => listener.onPresence(presence),
      },
    )
  }

  /** Closes the one that was open before. What is returned closes this one. */
  open(seat: SeatId, ref: TerminalRef, screen: TerminalScreen): () => void {
    this.#close()
    this.#seat = seat
    const channel = this.#channels.open(ref, screen)
    this.#open = { seat, ref, channel }
    return () => {
      if (this.#open?.channel === channel) this.#close()
    }
  }

  get channel(): TerminalChannel | undefined {
    return this.#open?.channel
  }

  connectionOpened(): void {
    this.#channels.connectionOpened()
  }

  connectionLost(): void {
    this.#channels.connectionLost()
  }

  receive(message: TerminalMessage): void {
    this.#channels.receive(message)
  }

  output(frame: { channel: number; bytes: Uint8Array }): void {
    this.#channels.output(frame)
  }

  failed(channel: number, message: string): void {
    this.#channels.failed(channel, message)
  }

  #close(): void {
    if (this.#open) this.#channels.close(this.#open.ref, this.#open.channel)
    this.#open = undefined
  }

  #send(message: ClientMessage): void {
    if (message.type === 'attach') {
      const { channel, input, cols, rows } = message
      if (this.#seat === undefined) return
      return this.#transport.send({ type: 'attach', channel, seat: this.#seat, input, cols, rows })
    }
    // The rest of what a terminal sends is the same on both sockets.
    if (isOfTerminal(message)) this.#transport.send(message)
  }
}

type SameMessage = Extract<ClientMessage, { type: 'detach' | 'resize' | 'drive' | 'ack' }>

function isOfTerminal(message: ClientMessage): message is SameMessage {
  return ['detach', 'resize', 'drive', 'ack'].includes(message.type)
}
