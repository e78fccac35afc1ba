import { createProxyServer } from 'httpxy'
import { randomBytes } from 'node:crypto'
import { Agent, type IncomingMessage } from 'node:http'
import { LabError } from '../protocol/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { withoutOwnCookies } from '../lib/cookies.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Proxy } from './front-door.ts'
import type { InlineScripts } from './inline-scripts.ts'
import { pagePolicy, setPageHeaders } from './security-headers.ts'
import { sendRawError } from './send-error.ts'

/** Next reads the nonce for its scripts from this header of the request. */
const POLICY = 'content-security-policy'
/** Next's mark of a page that was built, not rendered for this request. */
const PRERENDERED = 'x-nextjs-prerender'
const NONCE_BYTES = 16
const READS = new Set(['GET', 'HEAD'])

export interface PagesProxyOptions {
  target: string
  /** Null: no policy. Next's development server evaluates code from strings, and writes scripts as it goes. */
  inlineScripts: InlineScripts | null
  isSecure: boolean
  log: Logger
}

/**
 * Hands requests to the process that renders pages. A page that was built runs the inline scripts that it was built
 * with, by their hashes; one that is rendered for the request runs those that React has given the request's nonce.
 */
export function createPagesProxy({ target, inlineScripts, isSecure, log }: PagesProxyOptions): Proxy {
  // A connection for each request: Next closes those that are idle, and one that is used at that moment fails.
  const agent = new Agent({ keepAlive: false })
  const proxy = createProxyServer({ target, agent, xfwd: true, ws: true })
  proxy.on('proxyRes', (answer, request, response) => {
    // It is about that connection; the browser's goes on.
    delete answer.headers.connection
    if (!inlineScripts || answer.headers[PRERENDERED] === undefined) return
    response.setHeader(POLICY, pagePolicy(inlineScripts.ofPage(pathOf(request))))
  })
  return {
    web(request, response) {
      setPageHeaders(response, { isSecure })
      cleanRequest(request)
      if (inlineScripts) {
        // A page takes no commands, and Next's ways to give it some have been ways in before.
        if (!READS.has(request.method ?? ''))
          return sendRawError(response, new LabError('METHOD_NOT_ALLOWED'))
        const nonce = `'nonce-${randomBytes(NONCE_BYTES).toString('base64')}'`
        request.headers[POLICY] = `script-src ${nonce}`
        response.setHeader(POLICY, pagePolicy([nonce, ...inlineScripts.common]))
      }
      proxy.web(request, response).catch((error: unknown) => {
        log.warn({ err: error }, 'page could not be rendered')
        if (response.headersSent) response.destroy()
        else sendRawError(response, new LabError('SHUTTING_DOWN'))
      })
    },
    upgrade(request, socket, head) {
      proxy.ws(request, socket as never, {}, head).catch(() => {
        if (socket.writable) refuseUpgrade(socket, new LabError('SHUTTING_DOWN'))
      })
    },
  }
}

/** For a broker that serves no pages, such as the one that plays a lab for its author. */
export const noPages: Proxy = {
  web: (_request, response) => sendRawError(response, new LabError('NOT_FOUND')),
  upgrade: (_request, socket) => refuseUpgrade(socket, new LabError('NOT_FOUND')),
}

/** Rendering needs to know nobody: neither credentials nor, but from us, a nonce reach it. */
function cleanRequest({ headers }: IncomingMessage): void {
  if (headers.cookie !== undefined) headers.cookie = withoutOwnCookies(headers.cookie)
  delete headers.authorization
  delete headers[POLICY]
  delete headers[`${POLICY}-report-only`]
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const path = url.split('?', 1)[0]!
  return path.length > 1 ? path.replace(/\/$/, '') : path
}
