import { createProxyServer } from 'httpxy'
import { LabError } from '../protocol/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import type { Proxy } from './front-door.ts'
import { sendRawError } from './send-error.ts'

/** Hands requests to the process that renders pages. */
export function createPagesProxy({ target, log }: { target: string; log: Logger }): Proxy {
  const proxy = createProxyServer({ target, xfwd: true, ws: true })
  return {
    web(request, response) {
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
