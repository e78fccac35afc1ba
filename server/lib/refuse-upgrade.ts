import type { Duplex } from 'node:stream'
import { ERRORS, type LabError } from '../protocol/errors.ts'

/** Answers on a bare connection, such as that of a WebSocket upgrade, with an error, and ends it. */
export function refuseUpgrade(socket: Duplex, { code, message, retryAfterSeconds }: LabError): void {
  const body = JSON.stringify({ error: { code, message } })
  socket.end(
    `HTTP/1.1 ${ERRORS[code].http} ${code}\r\ncontent-type: application/json\r\n` +
      'x-content-type-options: nosniff\r\n' +
      (retryAfterSeconds === undefined ? '' : `retry-after: ${retryAfterSeconds}\r\n`) +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    // The other side may never hang up.
    () => socket.destroy(),
  )
}
