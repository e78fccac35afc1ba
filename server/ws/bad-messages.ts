import type { WebSocket } from 'ws'
import { ERRORS, LabError } from '../protocol/errors.ts'

/** A page that speaks another protocol is cut off after this many messages that cannot be read. */
const MAX_BAD_MESSAGES = 20
/** RFC 6455: policy violation. */
const CLOSE_POLICY = 1008

/** Counts what cannot be read on a socket, and ends one on which there is too much. */
export class BadMessages {
  readonly #socket: Pick<WebSocket, 'close'>
  #count = 0

  constructor(socket: Pick<WebSocket, 'close'>) {
    this.#socket = socket
  }

  add(): void {
    if (++this.#count >= MAX_BAD_MESSAGES) this.#socket.close(CLOSE_POLICY, 'too many bad messages')
  }
}

/** `reason`: for who has written the page; the people who see it read the words before. */
export function badMessage(reason: string): LabError {
  return new LabError('BAD_MESSAGE', { detail: `${ERRORS.BAD_MESSAGE.message} ${reason}` })
}
