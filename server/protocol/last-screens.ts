import { z } from 'zod'
import { instanceNameSchema, terminalNumberSchema } from './ids.ts'

/** What a terminal showed when its session ended, as text. */
export const lastScreenSchema = z.object({
  instance: instanceNameSchema,
  terminal: terminalNumberSchema,
  /** What the participant called it; null: it had no name. */
  name: z.string().nullable(),
  text: z.string(),
})
export type LastScreen = z.infer<typeof lastScreenSchema>

/** Answer of `GET /api/session/last-screens`: none when the session is open, or ended too long ago. */
export const lastScreensSchema = z.object({
  screens: z.array(lastScreenSchema),
  /** When they are forgotten, in milliseconds since the epoch; null: there are none. */
  keptUntil: z.number().nullable(),
})
export type LastScreens = z.infer<typeof lastScreensSchema>
