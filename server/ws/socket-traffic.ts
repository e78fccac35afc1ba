import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Bytes of sockets, as the system counts them: nothing is done for each message. */
export class SocketTraffic {
  readonly #open = new Set<Socket>()
  #bytesIn = 0
  #bytesOut = 0

  /** Of an HTTP upgrade: a `net.Socket`, whatever its type says. */
  add(socket: Duplex): void {
    const counted = socket as Socket
    this.#open.add(counted)
    socket.once('close', () => {
      this.#open.delete(counted)
      this.#bytesIn += counted.bytesRead
      this.#bytesOut += counted.bytesWritten
    })
  }

  read(): { sockets: number; bytesIn: number; bytesOut: number } {
    let [bytesIn, bytesOut] = [this.#bytesIn, this.#bytesOut]
    for (const socket of this.#open) {
      bytesIn += socket.bytesRead
      bytesOut += socket.bytesWritten
    }
    return { sockets: this.#open.size, bytesIn, bytesOut }
  }
}
