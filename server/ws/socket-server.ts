import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { readCookie } from '../lib/cookies.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Logger } from '../lib/logger.ts'
import { LabError } from '../protocol/errors.ts'
import { MAX_CLIENT_FRAME_BYTES, SOCKET_TIMEOUT_MS } from '../protocol/limits.ts'
import type { SessionId } from '../protocol/ids.ts'
import type { Sessions } from '../services/sessions.ts'
import { Connection, type ConnectionServices } from './connection.ts'

/** Tabs of one session: more than anyone works in, few enough that a script gains nothing. */
const MAX_SOCKETS_PER_SESSION = 20
/** RFC 6455: the server is restarting, come back. */
const CLOSE_SERVICE_RESTART = 1012

/** `/ws`: one connection for each browser tab with a session. The page's origin has been checked before. */
export class SocketServer implements Disposable {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    // Costs throughput and CPU, and terminal output is interactive: measured in bench/.
    perMessageDeflate: false,
  })
  readonly #sessions: Sessions
  readonly #services: ConnectionServices
  readonly #log: Logger
  readonly #counts = new Map<SessionId, number>()

  constructor({
    sessions,
    services,
    log,
  }: {
    sessions: Sessions
    services: ConnectionServices
    log: Logger
  }) {
    this.#sessions = sessions
    this.#services = services
    this.#log = log
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const session = this.#sessions.byToken(readCookie(request, 'session'))
    if (!session) return refuseUpgrade(socket, new LabError('NO_SESSION'))
    const { id } = session.stored
    const count = this.#counts.get(id) ?? 0
    if (count >= MAX_SOCKETS_PER_SESSION) return refuseUpgrade(socket, new LabError('RATE_LIMITED'))
    this.#counts.set(id, count + 1)
    socket.once('close', () => this.#release(id))
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, session, this.#services, this.#log)
      watchHeartbeat(webSocket)
      void connection.open()
    })
  }

  /** Tells every tab to come back later. */
  [Symbol.dispose](): void {
    for (const client of this.#server.clients) client.close(CLOSE_SERVICE_RESTART, 'restarting')
    this.#server.close()
  }

  #release(id: SessionId): void {
    const count = (this.#counts.get(id) ?? 1) - 1
    if (count > 0) this.#counts.set(id, count)
    else this.#counts.delete(id)
  }
}

/** Browsers send `ping` messages; a tab that says nothing for long has lost its network without a goodbye. */
function watchHeartbeat(socket: WebSocket): void {
  const timer = setTimeout(() => socket.terminate(), SOCKET_TIMEOUT_MS)
  socket.on('message', () => timer.refresh())
  socket.once('close', () => clearTimeout(timer))
}
