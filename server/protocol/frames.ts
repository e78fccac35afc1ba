import { MAX_CHANNELS } from './limits.ts'

/** Binary frames: one byte with the channel, then terminal bytes, in both directions. */

export function encodeFrame(channel: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(bytes.length + 1)
  frame[0] = channel
  frame.set(bytes, 1)
  return frame
}

/** `undefined` for a frame that names no channel. */
export function decodeFrame(frame: Uint8Array): { channel: number; bytes: Uint8Array } | undefined {
  const channel = frame[0]
  const isChannel = channel !== undefined && channel >= 1 && channel <= MAX_CHANNELS
  return isChannel ? { channel, bytes: frame.subarray(1) } : undefined
}
