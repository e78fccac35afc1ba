import type { Duplex } from 'node:stream'
import { refuseUpgrade } from '../lib/refuse-upgrade.ts'
import { LabError } from '../protocol/errors.ts'

/**
 * Where nobody can be told anything any more, or nobody has asked: browsers open connections ahead of their requests,
 * and Chromium takes what is sent on one that was never used for the answer to the request that comes later.
 */
const SILENT_CODES = new Set(['ECONNRESET', 'ERR_HTTP_REQUEST_TIMEOUT'])

/** For what is no HTTP, and for what did not come in time. */
export function answerClientError({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || (code !== undefined && SILENT_CODES.has(code))) socket.destroy()
  else refuseUpgrade(socket, new LabError('BAD_REQUEST'))
}
