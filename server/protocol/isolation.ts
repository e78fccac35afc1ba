import { z } from 'zod'

/** Strongest first. `none`: a participant could take over the machine (docs/operating.md). */
export const ISOLATION_VERDICTS = ['vm', 'gvisor', 'userns', 'confined', 'none'] as const
export const isolationVerdictSchema = z.enum([...ISOLATION_VERDICTS, 'unknown'])
export type IsolationVerdict = z.infer<typeof isolationVerdictSchema>

/** What each verdict means, for everybody. */
export const ISOLATION_MEANINGS: Record<IsolationVerdict, string> = {
  vm: 'Each instance has its own kernel.',
  gvisor: 'Each instance runs on a kernel of its own in user space.',
  userns:
    'Root in an instance is an ordinary user on the host. A bug in the host’s kernel could still let somebody out.',
  confined: 'Instances are confined by filters. For people you know.',
  none: 'Instances are NOT isolated: anyone with a terminal can take over this machine.',
  unknown: 'Isolation has not been measured yet.',
}

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
