import { z } from 'zod'

export type Decoded<T> = { ok: true; message: T } | { ok: false; reason: string }

/** A control message of a WebSocket: JSON in a text frame. */
export function decode<T>(schema: z.ZodType<T>, text: string): Decoded<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not JSON' }
  }
  const result = schema.safeParse(json)
  return result.success
    ? { ok: true, message: result.data }
    : { ok: false, reason: z.prettifyError(result.error) }
}
