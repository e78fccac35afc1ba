import { createProxyServer } from 'httpxy'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ERRORS, LabError } from '../protocol/errors.ts'
import type { Previews } from '../services/previews.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Proxy } from './front-door.ts'

/** What a request is sent to; the agent leads it to the instance, whatever the name. */
const TARGET = 'http://instance'

/** Shows published ports of instances, each on an origin of its own that never sees the page's cookies. */
export function createPreviewProxy(previews: Previews): Proxy & { isPreviewHost(hostname: string): boolean } {
  const proxy = createProxyServer({ target: TARGET, ws: true })
  // The host name is a key: pages must not hand it on to the sites that they link to.
  proxy.on('proxyRes', (answer) => {
    answer.headers['referrer-policy'] ??= 'same-origin'
  })
  return {
    isPreviewHost: (hostname) => previews.isPreviewHost(hostname),
    web(request, response) {
      const agent = previews.agentFor(hostnameOf(request))
      if (!agent) return sendPage(response, new LabError('PREVIEW_NOT_FOUND'))
      proxy.web(request, response, { agent }).catch(() => {
        if (response.headersSent) response.destroy()
        else sendPage(response, new LabError('PREVIEW_UNREACHABLE'))
      })
    },
    upgrade(request, socket, head) {
      const agent = previews.agentFor(hostnameOf(request))
      if (!agent) return refuseUpgrade(socket, new LabError('PREVIEW_NOT_FOUND'))
      proxy.ws(request, socket as never, { agent }, head).catch(() => {
        if (socket.writable) refuseUpgrade(socket, new LabError('PREVIEW_UNREACHABLE'))
      })
    },
  }
}

function hostnameOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
}

function sendPage(response: ServerResponse, { code, message }: LabError): void {
  response.writeHead(ERRORS[code].http, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${message}\n`)
}
