import { once } from 'node:events'
import { WebSocket } from 'ws'
import { teachServerMessageSchema, type Column, type SeatRow } from '../../server/protocol/cockpit.ts'
import type { SeatId, WorkshopId } from '../../server/protocol/workshop.ts'
import type { VerifiedSteps } from './verified-steps.ts'

/** A cockpit without a browser: hears all that one hears. */
export class CockpitSocket implements Disposable {
  readonly #socket: WebSocket
  readonly #steps: VerifiedSteps
  readonly #seats = new Set<SeatId>()
  #columns: Column[] = []
  /** Of all messages so far. */
  bytes = 0
  pictures = 0

  private constructor(socket: WebSocket, steps: VerifiedSteps) {
    this.#socket = socket
    this.#steps = steps
    socket.on('message', (data: Buffer) => this.#hear(data))
  }

  static async open(
    { broker, cookie, workshop }: { broker: { url: string }; cookie: string; workshop: WorkshopId },
    steps: VerifiedSteps,
  ): Promise<CockpitSocket> {
    const { origin } = new URL(broker.url)
    const url = `${origin.replace(/^http/, 'ws')}/ws/teach/${workshop}`
    const socket = new WebSocket(url, { headers: { cookie, origin } })
    const cockpit = new CockpitSocket(socket, steps)
    await once(socket, 'open')
    return cockpit
  }

  /** The wall with everybody on it. */
  showWall(): void {
    this.#socket.send(JSON.stringify({ type: 'wall', seats: [...this.#seats] }))
  }

  [Symbol.dispose](): void {
    this.#socket.close()
  }

  #hear(data: Buffer): void {
    this.bytes += data.length
    const message = teachServerMessageSchema.parse(JSON.parse(data.toString('utf8')))
    if (message.type === 'error') throw new Error(message.message)
    if (message.type === 'picture') this.pictures++
    if (message.type === 'cockpit') {
      this.#columns = message.columns
      this.#show(message.seats)
    }
    if (message.type === 'seats') this.#show(message.changed)
  }

  #show(rows: readonly SeatRow[]): void {
    for (const { id, name, done } of rows) {
      this.#seats.add(id)
      for (const column of done) this.#steps.shown(name, this.#columns[column]!)
    }
  }
}
