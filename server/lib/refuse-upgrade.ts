import type { Duplex } from 'node:stream'
import { ERRORS, type LabError } from '../protocol/errors.ts'

/** Answers a WebSocket upgrade with an error and ends the connection. */
export function refuseUpgrade(socket: Duplex, { code, message }: LabError): void {
  const body = JSON.stringify({ error: { code, message } })
  socket.end(
    `HTTP/1.1 ${ERRORS[code].http} ${code}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
