import { z } from 'zod'
import { hubModesSchema } from './hub-mode.ts'
import { isolationSchema } from './isolation.ts'

/** The answer of `GET /api/health`. */
export const healthSchema = z.object({
  /** `ok`: a session can be created now. */
  status: z.enum(['ok', 'degraded']),
  isolation: isolationSchema,
  /** The first mode is that of sessions for which nobody has chosen. `isUp`: the Hubs of all modes run. */
  hub: z.object({ modes: hubModesSchema, isUp: z.boolean() }),
  engine: z.object({ isUp: z.boolean(), version: z.string().nullable() }),
  disk: z.object({
    /** `shared`: this machine cannot give each instance a disk with a limit, so that one could fill that of all. */
    instances: z.enum(['limited', 'shared', 'unknown']),
    /** Bytes where the lab engine keeps everything; null: not known. */
    freeBytes: z.number().nullable(),
  }),
  /** The operator lets nobody new in; what there is goes on. */
  isDraining: z.boolean(),
  sessions: z.number().int(),
  instances: z.number().int(),
  capacity: z.object({
    maxInstances: z.number().int(),
    freeInstances: z.number().int(),
    /** Prepared beforehand: whoever comes has a prompt at once. */
    readySessions: z.number().int(),
    /** Instances in the waiting room, and what they wait for; null: only for their turn. */
    waiting: z.number().int(),
    shortage: z.enum(['instances', 'memory', 'disk']).nullable(),
  }),
})
export type Health = z.infer<typeof healthSchema>
