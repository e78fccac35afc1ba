import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { readCookie } from '../lib/cookies.ts'
import { inBackground } from '../lib/background.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Logger } from '../lib/logger.ts'
import { LabError } from '../protocol/errors.ts'
import { encodeMessage } from '../protocol/messages.ts'
import { MAX_CLIENT_FRAME_BYTES, PING_INTERVAL_MS, SOCKET_TIMEOUT_MS } from '../protocol/limits.ts'
import type { SessionId } from '../protocol/ids.ts'
import type { Sessions } from '../services/sessions.ts'
import { Connection, type ConnectionServices } from './connection.ts'

/** Tabs of one session: more than anyone works in, few enough that a script gains nothing. */
const MAX_SOCKETS_PER_SESSION = 20
/** For the closing handshake when the broker stops. */
const GOODBYE_MS = 1_000
/** RFC 6455: the server is restarting, come back. */
const CLOSE_SERVICE_RESTART = 1012

/** `/ws`: one connection for each browser tab with a session. The page's origin has been checked before. */
export class SocketServer implements AsyncDisposable {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    // Costs throughput and CPU, and terminal output is interactive: measured in bench/.
    perMessageDeflate: false,
  })
  readonly #sessions: Sessions
  readonly #services: ConnectionServices
  readonly #log: Logger
  readonly #isSecure: boolean
  readonly #counts = new Map<SessionId, number>()

  constructor({
    sessions,
    services,
    log,
    isSecure,
  }: {
    sessions: Sessions
    services: ConnectionServices
    log: Logger
    /** Whether people reach the page by https; it decides which cookie counts. */
    isSecure: boolean
  }) {
    this.#sessions = sessions
    this.#services = services
    this.#log = log
    this.#isSecure = isSecure
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const session = this.#sessions.byToken(readCookie(request, 'session', this.#isSecure))
    if (!session) return refuseUpgrade(socket, new LabError('NO_SESSION'))
    const { id } = session.stored
    const count = this.#counts.get(id) ?? 0
    if (count >= MAX_SOCKETS_PER_SESSION) return refuseUpgrade(socket, new LabError('RATE_LIMITED'))
    this.#counts.set(id, count + 1)
    socket.once('close', () => this.#release(id))
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, session, this.#services, this.#log)
      watchHeartbeat(webSocket)
      inBackground(connection.open(), this.#log, { sessionId: id })
    })
  }

  /** Tells every tab to come back later, and ends those that do not answer. */
  async [Symbol.asyncDispose](): Promise<void> {
    const clients = [...this.#server.clients]
    const closed = Promise.all(clients.map((client) => once(client, 'close')))
    for (const client of clients) client.close(CLOSE_SERVICE_RESTART, 'restarting')
    const timer = setTimeout(() => clients.forEach((client) => client.terminate()), GOODBYE_MS)
    await closed
    clearTimeout(timer)
    this.#server.close()
  }

  #release(id: SessionId): void {
    const count = (this.#counts.get(id) ?? 1) - 1
    if (count > 0) this.#counts.set(id, count)
    else this.#counts.delete(id)
  }
}

/**
 * Asks at protocol level, which browsers answer also for hidden tabs whose timers they hold back; a tab that says
 * nothing for long has lost its network without a goodbye. The `pong` tells the page the same about us.
 */
function watchHeartbeat(socket: WebSocket): void {
  const silence = setTimeout(() => socket.terminate(), SOCKET_TIMEOUT_MS)
  const beat = setInterval(() => {
    socket.ping()
    socket.send(encodeMessage({ type: 'pong' }))
  }, PING_INTERVAL_MS)
  socket.on('message', () => silence.refresh())
  socket.on('pong', () => silence.refresh())
  socket.once('close', () => {
    clearTimeout(silence)
    clearInterval(beat)
  })
}
