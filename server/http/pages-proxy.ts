import { createProxyServer } from 'httpxy'
import { LabError } from '../protocol/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Proxy } from './front-door.ts'
import { setPageHeaders } from './page-headers.ts'
import { sendRawError } from './send-error.ts'

export interface PagesProxyOptions {
  target: string
  /** Next's development server evaluates code from strings, which our headers forbid. */
  isDevelopment: boolean
  log: Logger
}

/** Hands requests to the process that renders pages. */
export function createPagesProxy({ target, isDevelopment, log }: PagesProxyOptions): Proxy {
  const proxy = createProxyServer({ target, xfwd: true, ws: true })
  return {
    web(request, response) {
      if (!isDevelopment) setPageHeaders(response)
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
