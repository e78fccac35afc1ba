import { z } from 'zod'
import type { TerminalSize } from '../domain/terminal-size.ts'

/**
 * What the broker and the holder of an instance's shells say to each other: images/instance/terminals describes it.
 * A participant is root there and can send anything, so nothing here trusts a length or a field.
 */

const HEADER_BYTES = 5
/** Of a frame of output; as in the holder. */
const MAX_OUTPUT_BYTES = 64 * 1024
/** Of another frame, which is kept until all of it is there: ids and numbers. */
const MAX_MESSAGE_BYTES = 512

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

/** Whoever speaks there is not our holder. */
export class ImpossibleFrame extends Error {}

/** Puts frames together from chunks of any size. Output is handed on as it comes, without waiting for its frame's end. */
export class HolderFrameReader {
  readonly #onFrame: (frame: HolderFrame) => void
  /** A frame of which the rest is still to come; less than one of the largest message. */
  #pending: Buffer = Buffer.alloc(0)
  #outputBytes = 0

  constructor(onFrame: (frame: HolderFrame) => void) {
    this.#onFrame = onFrame
  }

  /** Throws ImpossibleFrame for what no holder of ours says. */
  push(chunk: Buffer): void {
    let rest = this.#pending.length > 0 ? Buffer.concat([this.#pending, chunk]) : chunk
    while (rest.length > 0) {
      const bytes = this.#outputBytes > 0 ? this.#readOutput(rest) : this.#readFrame(rest)
      if (bytes === 0) break
      rest = rest.subarray(bytes)
    }
    this.#pending = rest
  }

  /** How many bytes it has taken, as the next has. */
  #readOutput(rest: Buffer): number {
    const bytes = rest.subarray(0, this.#outputBytes)
    this.#outputBytes -= bytes.length
    this.#onFrame({ type: 'output', bytes })
    return bytes.length
  }

  #readFrame(rest: Buffer): number {
    if (rest.length < HEADER_BYTES) return 0
    const kind = String.fromCharCode(rest[0]!)
    const length = rest.readUInt32BE(1)
    const isOutput = kind === 'O'
    if (length > (isOutput ? MAX_OUTPUT_BYTES : MAX_MESSAGE_BYTES) || (isOutput && length === 0)) {
      throw new ImpossibleFrame(`${kind} of ${length} bytes`)
    }
    if (isOutput) {
      this.#outputBytes = length
      return HEADER_BYTES
    }
    const end = HEADER_BYTES + length
    if (rest.length < end) return 0
    this.#onFrame(decode(kind, rest.subarray(HEADER_BYTES, end)))
    return end
  }
}

function decode(kind: string, payload: Buffer): HolderFrame {
  if (kind === 'H') return { type: 'hello', ...decodeHello(payload.toString('utf8')) }
  if (kind === 'A' && payload.length === 8)
    return { type: 'input-taken', offset: Number(payload.readBigUInt64BE()) }
  if (kind === 'X' && payload.length === 0) return { type: 'exited' }
  throw new ImpossibleFrame(`${kind} of ${payload.length} bytes`)
}

function decodeHello(text: string): z.infer<typeof helloSchema> {
  try {
    return helloSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new ImpossibleFrame('no hello', { cause })
  }
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
