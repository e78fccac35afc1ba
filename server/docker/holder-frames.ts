import { z } from 'zod'
import type { TerminalSize } from '../domain/terminal-size.ts'

/**
 * What the broker and the holder of an instance's shells say to each other: images/instance/bin/terminals describes
 * it. A participant is root there and can send anything, so nothing here trusts a length or a field.
 */

const HEADER_BYTES = 5
/** As in the holder. */
export const MAX_HOLDER_FRAME_BYTES = 64 * 1024

const helloSchema = z.object({
  stream: z.string().min(1).max(64),
  offset: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
})

export type HolderFrame =
  /** Output follows from `offset`; what is before `end` was printed before. */
  | { type: 'hello'; stream: string; offset: number; end: number }
  | { type: 'output'; bytes: Buffer }
  /** So much of this connection's input has reached the terminal. */
  | { type: 'input-taken'; offset: number }
  | { type: 'exited' }

export interface OpenRequest extends TerminalSize {
  terminal: number
  from?: { stream: string; offset: number }
}

export const encodeHolderFrame = {
  open: (request: OpenRequest) => encode('O', Buffer.from(JSON.stringify(request))),
  input: (bytes: Uint8Array) => encode('I', bytes),
  granted: (offset: number) => encode('W', uint64(offset)),
  size: ({ cols, rows }: TerminalSize) => {
    const payload = Buffer.alloc(4)
    payload.writeUInt16BE(cols, 0)
    payload.writeUInt16BE(rows, 2)
    return encode('S', payload)
  },
  hangUp: () => encode('K', Buffer.alloc(0)),
}

/** Puts frames together from chunks of any size. Output is handed on as it comes, without waiting for its frame's end. */
export class HolderFrameReader {
  readonly #onFrame: (frame: HolderFrame) => void
  #pending: Buffer = Buffer.alloc(0)
  #outputBytes = 0

  constructor(onFrame: (frame: HolderFrame) => void) {
    this.#onFrame = onFrame
  }

  /** Throws for what no holder of ours says. */
  push(chunk: Buffer): void {
    let rest = this.#pending.length > 0 ? Buffer.concat([this.#pending, chunk]) : chunk
    while (rest.length > 0) {
      if (this.#outputBytes > 0) {
        const bytes = rest.subarray(0, this.#outputBytes)
        this.#outputBytes -= bytes.length
        rest = rest.subarray(bytes.length)
        this.#onFrame({ type: 'output', bytes })
        continue
      }
      if (rest.length < HEADER_BYTES) break
      const kind = String.fromCharCode(rest[0]!)
      const length = rest.readUInt32BE(1)
      if (length > MAX_HOLDER_FRAME_BYTES) throw new Error('a frame of the holder is too long')
      if (kind === 'O') this.#outputBytes = length
      else if (rest.length < HEADER_BYTES + length) break
      else this.#onFrame(decode(kind, rest.subarray(HEADER_BYTES, HEADER_BYTES + length)))
      rest = rest.subarray(HEADER_BYTES + (kind === 'O' ? 0 : length))
    }
    this.#pending = rest
  }
}

function decode(kind: string, payload: Buffer): HolderFrame {
  if (kind === 'H') return { type: 'hello', ...helloSchema.parse(JSON.parse(payload.toString('utf8'))) }
  if (kind === 'A' && payload.length === 8)
    return { type: 'input-taken', offset: Number(payload.readBigUInt64BE()) }
  if (kind === 'X') return { type: 'exited' }
  throw new Error('a frame of the holder of no known type')
}

function encode(kind: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(kind, 'latin1')
  header.writeUInt32BE(payload.length, 1)
  return Buffer.concat([header, payload])
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
