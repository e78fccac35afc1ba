import { z } from 'zod'

/** Strongest first. `none`: a participant could take over the machine (docs/operating.md). */
export const ISOLATION_VERDICTS = ['vm', 'gvisor', 'userns', 'confined', 'none'] as const
export const isolationVerdictSchema = z.enum([...ISOLATION_VERDICTS, 'unknown'])
export type IsolationVerdict = z.infer<typeof isolationVerdictSchema>

/** What separates instances from the host, as `GET /api/health` tells it. */
export const isolationSchema = z.object({
  verdict: isolationVerdictSchema,
  /** What the verdict means, in a sentence. */
  meaning: z.string(),
  /** True when instances start in spite of the verdict `none`. */
  isTrustedRoom: z.boolean(),
  /** Milliseconds since the epoch; null before the first measurement. */
  checkedAt: z.number().int().nullable(),
  /** The lab engine's OCI runtime that instances run on; null before the first measurement. */
  runtime: z.string().nullable(),
  /** Known ways out that were tried, without those that this machine has no door for. */
  escapesTried: z.number().int(),
  /** Those of them that are open, in words. */
  escapesPossible: z.array(z.string()),
})
