import { z } from 'zod'

/** Of one answer. */
export const MAX_AUDIT_ENTRIES = 500

export const auditEntrySchema = z.object({
  /** Grows. */
  id: z.number().int(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Who they were to the broker. `visitor`: without a valid link or token. `broker`: by a command on the machine. */
  role: z.enum(['visitor', 'seated', 'participant', 'co-instructor', 'instructor', 'operator', 'broker']),
  /** Where the request came from; null: it was not a request. */
  address: z.string().nullable(),
  /** An action of the table in `server/domain/authorisation.ts`, or `wrong-token`. */
  act: z.string(),
  /** What it was done to, such as a session's user name; null: the lab itself. */
  target: z.string().nullable(),
  result: z.enum(['done', 'refused', 'failed']),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/** Answer of `GET /api/operator/audit`. */
export const auditAnswerSchema = z.object({ entries: z.array(auditEntrySchema) })
