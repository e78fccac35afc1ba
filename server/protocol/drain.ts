import { z } from 'zod'

/** Body of `POST /api/operator/drain`. */
export const drainSchema = z.strictObject({ isDraining: z.boolean() })

export const drainAnswerSchema = z.object({
  isDraining: z.boolean(),
  /** Open ones, which go on. */
  sessions: z.number().int(),
})
