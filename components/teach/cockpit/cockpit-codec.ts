import {
  decodeTeachServerMessage,
  type TeachClientMessage,
  type TeachServerMessage,
} from '../../../server/protocol/cockpit.ts'
import type { SocketCodec } from '../../session/session-socket.ts'

/** The messages of `/ws/teach/<workshop>`. */
export const cockpitCodec: SocketCodec<TeachClientMessage, TeachServerMessage> = {
  encode: (message) => JSON.stringify(message),
  decode: decodeTeachServerMessage,
}
