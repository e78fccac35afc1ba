import type { Decoded } from '../../../server/protocol/messages.ts'
import {
  teachServerMessageSchema,
  type TeachClientMessage,
  type TeachServerMessage,
} from '../../../server/protocol/cockpit.ts'
import type { SocketCodec } from '../../session/session-socket.ts'

/** The messages of `/ws/teach/<workshop>`. */
export const cockpitCodec: SocketCodec<TeachClientMessage, TeachServerMessage> = {
  encode: (message) => JSON.stringify(message),
  decode,
}

function decode(text: string): Decoded<TeachServerMessage> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not JSON' }
  }
  const result = teachServerMessageSchema.safeParse(json)
  return result.success
    ? { ok: true, message: result.data }
    : { ok: false, reason: `not of the protocol: ${result.error.issues[0]?.path.join('.') ?? ''}` }
}
