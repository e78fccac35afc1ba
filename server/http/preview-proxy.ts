import { createProxyServer } from 'httpxy'
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { ERRORS, LabError } from '../protocol/errors.ts'
import type { Previews } from '../services/previews.ts'
import { withoutOwnCookies } from '../lib/cookies.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Proxy } from './front-door.ts'
import { hostnameOf } from './hostname-of.ts'
import { confineAnswer } from './confine-answer.ts'

/** What a request is sent to; the agent leads it to the instance, whatever the name. */
const TARGET = 'http://instance'
/** Of silence before an answer: longer than any page should think, short enough to free what a dead one holds. */
const ANSWER_TIMEOUT_MS = 60_000

export interface PreviewProxyOptions {
  answerTimeoutMs?: number
}

/** Shows published ports of instances, each on an origin of its own that never sees the page's cookies. */
export function createPreviewProxy(
  previews: Previews,
  { answerTimeoutMs = ANSWER_TIMEOUT_MS }: PreviewProxyOptions = {},
): Proxy & { isPreviewHost(hostname: string): boolean } {
  const proxy = createProxyServer({ target: TARGET, ws: true, upgradeTimeout: answerTimeoutMs })
  proxy.on('proxyRes', confineAnswer)
  proxy.on('proxyReq', (outgoing, _request, response) => {
    requireAnswer(outgoing, response, answerTimeoutMs)
  })
  // The answer to an upgrade passes no other hook, and reaches the browser with all its headers.
  proxy.on('proxyReqWs', (outgoing) => {
    outgoing.once('upgrade', confineAnswer)
    outgoing.once('response', confineAnswer)
  })
  return {
    isPreviewHost: (hostname) => previews.isPreviewHost(hostname),
    web(request, response) {
      const agent = previews.agentFor(hostnameOf(request))
      if (!agent) return sendPage(response, new LabError('PREVIEW_NOT_FOUND'))
      cleanRequest(request)
      proxy.web(request, response, { agent }).catch((error: unknown) => {
        if (response.headersSent) response.destroy()
        else sendPage(response, asUnreachable(error))
      })
    },
    upgrade(request, socket, head) {
      const agent = previews.agentFor(hostnameOf(request))
      if (!agent) return refuseUpgrade(socket, new LabError('PREVIEW_NOT_FOUND'))
      cleanRequest(request)
      proxy.ws(request, socket as never, { agent }, head).catch((error: unknown) => {
        if (socket.writable) refuseUpgrade(socket, asUnreachable(error))
      })
    },
  }
}

/** Our cookies are for the page only. `Expect` has been answered here, and makes httpxy skip `proxyReq`. */
function cleanRequest({ headers }: IncomingMessage): void {
  delete headers.expect
  if (headers.cookie === undefined) return
  const rest = withoutOwnCookies(headers.cookie)
  if (rest === '') delete headers.cookie
  else headers.cookie = rest
}

/** Neither silence nor an upgrade that nobody asked for, which Node ends without an error, may hang a request. */
function requireAnswer(outgoing: ClientRequest, response: ServerResponse, timeoutMs: number): void {
  outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)))
  const refuse = (): void => {
    sendPage(response, new LabError('PREVIEW_UNREACHABLE'))
    outgoing.destroy()
  }
  // Before httpxy's own listener, which would pass the status on.
  outgoing.prependOnceListener('response', ({ statusCode }) => {
    outgoing.setTimeout(0)
    if (statusCode === 101) refuse()
  })
  outgoing.once('upgrade', (_answer, socket) => {
    socket.destroy()
    refuse()
  })
}

function asUnreachable(error: unknown): LabError {
  return error instanceof LabError ? error : new LabError('PREVIEW_UNREACHABLE', { cause: error })
}

function sendPage(response: ServerResponse, { code, message }: LabError): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(ERRORS[code].http, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${message}\n`)
}
