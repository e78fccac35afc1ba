import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

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
   * For reads of the API: a preview is of the same site, so its requests carry our cookies, and how long or how large
   * an answer is could be felt there. A link that is followed from elsewhere shows the answer to its reader alone.
   */
  mayRead({ headers }: IncomingMessage): boolean {
    return (
      isFromHere(headers) ||
      (headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document')
    )
  }

  /**
   * For commands by HTTP. A request with neither header does not come from a browser, so no cookie was added to
   * it behind anybody's back (the rule of Go's http.CrossOriginProtection).
   */
  mayCommand(request: IncomingMessage): boolean {
    if (!isFromHere(request.headers)) return false
    return request.headers.origin === undefined ? this.isOwnHost(request) : this.isOwnPage(request)
  }
}

/** As the browser says it; other programs do not. */
function isFromHere({ 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return site === undefined || site === 'same-origin' || site === 'none'
}
