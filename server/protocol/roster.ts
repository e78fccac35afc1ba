import { z } from 'zod'
import { chapterProgressSchema } from './checks.ts'
import { instanceNameSchema } from './ids.ts'

/** One open session in the answer of `GET /api/teach/sessions`. */
export const rosterEntrySchema = z.object({
  username: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  instances: z.array(z.object({ name: instanceNameSchema, status: z.string() })),
  progress: z.array(chapterProgressSchema),
})
export type RosterEntry = z.infer<typeof rosterEntrySchema>
