import { Agent, type AgentOptions } from 'node:http'
import type { Duplex } from 'node:stream'
import { DialedSocket } from './dialed-socket.ts'

/**
 * An HTTP agent whose connections are made by a function, for targets that no address leads to. They are handed
 * over before they are made: `http.Agent` counts none that comes by callback, so `maxSockets` would not hold.
 */
export class DialAgent extends Agent {
  readonly #dial: () => Promise<Duplex>

  constructor(dial: () => Promise<Duplex>, options: AgentOptions = {}) {
    super(options)
    this.#dial = dial
  }

  override createConnection(): Duplex {
    const socket = new DialedSocket(this.#dial)
    // The request hears of errors; between two requests nobody does, and an error without a listener ends the broker.
    return socket.on('error', () => undefined)
  }
}
