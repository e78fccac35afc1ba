import { z } from 'zod'

/** Strongest first. `none`: a participant could take over the machine (docs/operating.md). */
export const ISOLATION_VERDICTS = ['vm', 'gvisor', 'userns', 'confined', 'none'] as const
export const isolationVerdictSchema = z.enum([...ISOLATION_VERDICTS, 'unknown'])
export type IsolationVerdict = z.infer<typeof isolationVerdictSchema>

/** The answer of `GET /api/health`. */
export const healthSchema = z.object({
  /** `ok`: a session can be created now. */
  status: z.enum(['ok', 'degraded']),
  isolation: z.object({
    verdict: isolationVerdictSchema,
    /** What the verdict means, in a sentence. */
    meaning: z.string(),
    /** True when instances start in spite of the verdict `none`. */
    isTrustedRoom: z.boolean(),
  }),
  hub: z.object({ mode: z.enum(['sandbox', 'live']), isUp: z.boolean() }),
  engine: z.object({ isUp: z.boolean(), version: z.string().nullable() }),
  sessions: z.number().int(),
  instances: z.number().int(),
  capacity: z.object({ maxInstances: z.number().int(), freeInstances: z.number().int() }),
})
export type Health = z.infer<typeof healthSchema>
