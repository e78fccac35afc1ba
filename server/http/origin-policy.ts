import type { IncomingMessage } from 'node:http'

/** Which host names this server answers to, and from which pages it takes commands. */
export class OriginPolicy {
  readonly #hosts: ReadonlySet<string>

  /** `port`: the one that the server really listens on. */
  constructor({ publicUrl, port }: { publicUrl: URL; port: number }) {
    const loopback = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`)
    this.#hosts = new Set([publicUrl.host, ...loopback])
  }

  /** Against DNS rebinding: a name that somebody else points here is not ours. */
  isOwnHost(request: IncomingMessage): boolean {
    return request.headers.host !== undefined && this.#hosts.has(request.headers.host)
  }

  /** For upgrades: browsers always name the page, and no same-origin policy holds others back. */
  isOwnPage(request: IncomingMessage): boolean {
    const { origin } = request.headers
    if (origin === undefined || !URL.canParse(origin)) return false
    return this.isOwnHost(request) && new URL(origin).host === request.headers.host
  }

  /**
   * For commands by HTTP. A request with neither header does not come from a browser, so no cookie was added to
   * it behind anybody's back (the rule of Go's http.CrossOriginProtection).
   */
  mayCommand(request: IncomingMessage): boolean {
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
    return request.headers.origin === undefined ? this.isOwnHost(request) : this.isOwnPage(request)
  }
}
