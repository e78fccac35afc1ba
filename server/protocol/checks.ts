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

/** A check that is done. */
export const doneCheckSchema = z.object({
  lab: labIdSchema,
  chapter: chapterIdSchema,
  check: checkIdSchema,
  /** Milliseconds since the epoch. */
  doneAt: z.number().int(),
})
export type DoneCheck = z.infer<typeof doneCheckSchema>

/** `GET /api/session/progress` */
export const progressAnswerSchema = z.object({ username: z.string(), progress: z.array(doneCheckSchema) })
export type ProgressAnswer = z.infer<typeof progressAnswerSchema>
