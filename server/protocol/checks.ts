import { z } from 'zod'
import { chapterIdSchema, checkIdSchema, labIdSchema } from './ids.ts'

/** Where a participant stands with one check. */
export const checkStateSchema = z.object({
  id: checkIdSchema,
  status: z.enum(['done', 'not-done']),
  /** Why it is not done, in the check's own words; absent before it has run. */
  reason: z.string().optional(),
})
export type CheckState = z.infer<typeof checkStateSchema>

/** Done checks of one chapter, for the chapter list. */
export const chapterProgressSchema = z.object({
  lab: labIdSchema,
  chapter: chapterIdSchema,
  done: z.array(checkIdSchema),
})
export type ChapterProgress = z.infer<typeof chapterProgressSchema>
