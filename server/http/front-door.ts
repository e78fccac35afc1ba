import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { ERRORS, LabError } from '../protocol/errors.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Callers } from '../services/callers.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import { hostnameOf } from './hostname-of.ts'
import type { OriginPolicy } from './origin-policy.ts'
import { setApiHeaders } from './security-headers.ts'
import { sendRawError } from './send-error.ts'

/** `/metrics` is where Prometheus looks. */
const API_PATHS = ['/api', '/metrics']
/** Every other method is a command. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Takes requests and upgrades that are neither the API's nor the WebSocket's. */
export interface Proxy {
  web(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

export interface FrontDoorOptions {
  policy: OriginPolicy
  /** Whether people reach the page by https. */
  isSecure: boolean
  callers: Callers
  limits: RateLimits
  pages: Proxy
  previews: Proxy & { isPreviewHost(hostname: string): boolean }
  /** The WebSocket of the page. */
  socket: { upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void }
}

/** The one entrance: decides by host and path who answers. Previews are told apart first, by their host name. */
export class FrontDoor implements Disposable {
  readonly #options: FrontDoorOptions
  /** An HTTP server does not know what became of the connections that it handed over. */
  readonly #upgraded = new Set<Duplex>()

  constructor(options: FrontDoorOptions) {
    this.#options = options
  }

  requests(api: RequestListener): RequestListener {
    const { policy, previews, isSecure } = this.#options
    return (request, response) => {
      if (previews.isPreviewHost(hostnameOf(request))) return previews.web(request, response)
      // Pages have their own in place of these.
      setApiHeaders(response, { isSecure })
      if (!policy.isOwnHost(request)) return sendRawError(response, hostRefused())
      const isRead = READS.has(request.method ?? '')
      if (!isRead && !policy.mayCommand(request))
        return sendRawError(response, new LabError('ORIGIN_REFUSED'))
      if (!API_PATHS.some((path) => isBelow(request, path))) return this.#page(request, response)
      if (isRead && !policy.mayRead(request)) return sendRawError(response, new LabError('ORIGIN_REFUSED'))
      api(request, response)
    }
  }

  #page(request: IncomingMessage, response: ServerResponse): void {
    const { limits, callers, pages } = this.#options
    try {
      limits.take('address.pages', callers.addressKeyOf(request))
    } catch (error) {
      return sendRawError(response, LabError.of(error))
    }
    pages.web(request, response)
  }

  upgrades(): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
    const { policy, pages, previews, socket: page } = this.#options
    return (request, socket, head) => {
      // The browser may be gone before it is answered; nobody else listens for that here.
      socket.on('error', () => socket.destroy())
      this.#upgraded.add(socket)
      socket.once('close', () => this.#upgraded.delete(socket))
      if (previews.isPreviewHost(hostnameOf(request))) return previews.upgrade(request, socket, head)
      if (!policy.isOwnPage(request)) return refuseUpgrade(socket, new LabError('ORIGIN_REFUSED'))
      if (isBelow(request, '/ws')) return page.upgrade(request, socket, head)
      // Next's development server has a socket of its own.
      if (isBelow(request, '/_next')) return pages.upgrade(request, socket, head)
      refuseUpgrade(socket, new LabError('NOT_FOUND'))
    }
  }

  /** Ends the upgraded connections that are left, previews' above all. */
  [Symbol.dispose](): void {
    for (const socket of this.#upgraded) socket.destroy()
  }
}

function isBelow({ url = '' }: IncomingMessage, prefix: string): boolean {
  return url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`)
}

function hostRefused(): LabError {
  const detail = `${ERRORS.HOST_REFUSED.message} If it should, start Drydock with DRYDOCK_URL set to its address.`
  return new LabError('HOST_REFUSED', { detail })
}
