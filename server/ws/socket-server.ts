import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { inBackground } from '../lib/background.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Logger } from '../lib/logger.ts'
import { LabError } from '../protocol/errors.ts'
import { encodeMessage } from '../protocol/messages.ts'
import { MAX_CLIENT_FRAME_BYTES, PING_INTERVAL_MS, SOCKET_TIMEOUT_MS } from '../protocol/limits.ts'
import { MAX_SOCKETS_PER_ADDRESS } from '../domain/rate-limits.ts'
import type { LiveSession } from '../services/live-session.ts'
import type { LiveWorkshop } from '../services/live-workshop.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import { authorise, inWorkshop, sessionOf, type Caller, type Callers } from '../services/callers.ts'
import { TeachConnection, type TeachCaller } from './teach-connection.ts'
import type { WorkshopId } from '../protocol/workshop.ts'
import { Connection, type ConnectionServices } from './connection.ts'
import { SocketTraffic } from './socket-traffic.ts'

/** The one path that is not a participant's. */
const TEACH_PATH = /^\/ws\/teach\/([a-z2-7]{16})(?:\?|$)/
/** Tabs of one session: more than anyone works in, few enough that a script gains nothing. */
const MAX_SOCKETS_PER_SESSION = 20
/** Cockpits of one account, which the printed link may give to a whole team. */
const MAX_SOCKETS_PER_INSTRUCTOR = 50
/** For the closing handshake when the broker stops. */
const GOODBYE_MS = 1_000
/** RFC 6455: the server is restarting, come back. */
const CLOSE_SERVICE_RESTART = 1012

/** Who may open a cockpit, and of what. */
interface Admitted {
  caller: TeachCaller
  workshop: LiveWorkshop
}

/** `/ws`: one connection for each browser tab with a session. The page's origin has been checked before. */
export class SocketServer implements AsyncDisposable {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    // Costs throughput and CPU, and terminal output is interactive: measured in bench/.
    perMessageDeflate: false,
  })
  readonly #traffic = new SocketTraffic()
  readonly #callers: Callers
  readonly #limits: RateLimits
  readonly #services: ConnectionServices
  readonly #log: Logger
  /** Of sockets, by session, by instructor and by address. */
  readonly #counts = new Map<string, number>()

  constructor({
    callers,
    limits,
    services,
    log,
  }: {
    callers: Callers
    limits: RateLimits
    services: Omit<ConnectionServices, 'limits'>
    log: Logger
  }) {
    this.#callers = callers
    this.#limits = limits
    this.#services = { ...services, limits }
    this.#log = log
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const caller = this.#callers.of(request)
    const taught = TEACH_PATH.exec(request.url ?? '')?.[1]
    if (taught !== undefined) return this.#teach(caller, taught as WorkshopId, { request, socket, head })
    let session: LiveSession
    try {
      session = this.#admit(caller)
    } catch (error) {
      return refuseUpgrade(socket, LabError.of(error))
    }
    const { id } = session.stored
    this.#follow(socket, [id, caller.addressKey])
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, { ...caller, session }, this.#services, this.#log)
      watchHeartbeat(webSocket)
      inBackground(connection.open(), this.#log, { sessionId: id })
    })
  }

  /** Of all tabs since the start. */
  traffic(): ReturnType<SocketTraffic['read']> {
    return this.#traffic.read()
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

  /** A cockpit: for who teaches that workshop. */
  #teach(
    caller: Caller,
    id: WorkshopId,
    { request, socket, head }: { request: IncomingMessage; socket: Duplex; head: Buffer },
  ): void {
    let admitted: Admitted
    try {
      admitted = this.#admitTeacher(request, caller, id)
    } catch (error) {
      return refuseUpgrade(socket, LabError.of(error))
    }
    this.#follow(socket, [instructorKey(admitted.caller), caller.addressKey])
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      watchHeartbeat(webSocket)
      new TeachConnection(webSocket, admitted, this.#services, this.#log)
    })
  }

  #admitTeacher(request: IncomingMessage, caller: Caller, id: WorkshopId): Admitted {
    const { workshops } = this.#services
    this.#limits.take('address.requests', caller.addressKey)
    authorise(inWorkshop(caller, workshops, id), 'workshop.teach')
    const workshop = workshops.byId(id)!
    const role = workshop.roleOf(caller.instructor?.id)
    // An operator's token comes in a header, which no browser sends with a socket.
    if (!caller.instructor || !role) throw new LabError('NOT_INSTRUCTOR')
    const { id: instructorId } = caller.instructor
    const isSignedIn = () => this.#callers.of(request).instructor?.id === instructorId
    const teacher = { instructorId, role, isSignedIn }
    this.#limits.take('instructor.sockets', teacher.instructorId)
    this.#requirePlace(instructorKey(teacher), MAX_SOCKETS_PER_INSTRUCTOR)
    this.#requirePlace(caller.addressKey, MAX_SOCKETS_PER_ADDRESS)
    return { caller: teacher, workshop }
  }

  #admit(caller: Caller): LiveSession {
    this.#limits.take('address.requests', caller.addressKey)
    authorise(caller, 'session.connect')
    const session = sessionOf(caller)
    this.#limits.take('session.sockets', session.stored.id)
    this.#requirePlace(session.stored.id, MAX_SOCKETS_PER_SESSION)
    this.#requirePlace(caller.addressKey, MAX_SOCKETS_PER_ADDRESS)
    return session
  }

  /** Throws RATE_LIMITED. */
  #requirePlace(key: string, max: number): void {
    if (this.#countOf(key) >= max) throw new LabError('RATE_LIMITED')
  }

  #countOf(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  /** Counts it, and its bytes, until it closes. Ids of sessions, of instructors and addresses have nothing in common. */
  #follow(socket: Duplex, keys: readonly string[]): void {
    for (const key of keys) this.#count(key, 1)
    this.#traffic.add(socket)
    socket.once('close', () => {
      for (const key of keys) this.#count(key, -1)
    })
  }

  #count(key: string, change: 1 | -1): void {
    const count = this.#countOf(key) + change
    if (count > 0) this.#counts.set(key, count)
    else this.#counts.delete(key)
  }
}

/** Accounts have short ids. */
function instructorKey({ instructorId }: TeachCaller): string {
  return `instructor ${instructorId}`
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
