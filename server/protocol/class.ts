import { z } from 'zod'
import { hubModeSchema } from './hub-mode.ts'
import {
  chapterIdSchema,
  inputIdSchema,
  instanceNameSchema,
  labIdSchema,
  stepIdSchema,
  terminalNumberSchema,
} from './ids.ts'
import { MAX_CHANNELS } from './limits.ts'

/** A workshop as one of its participants sees it: `GET /api/class` and the message `class`. */

/** Of a message, a hint, a question: what is read at a glance. */
export const MAX_CLASS_TEXT = 500
/** Of a command that is offered: it fits in a control message twice. */
export const MAX_OFFER_CHARACTERS = 1_000
export const MAX_POLL_OPTIONS = 6

/** Several lines of text, without other controls and without what turns the direction of text around. */
function text(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:\n|[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}])*$/u, 'contains characters that cannot be shown')
}
export const classTextSchema = text(MAX_CLASS_TEXT)
export const offeredCommandSchema = text(MAX_OFFER_CHARACTERS)

/** Made by the server: of a poll, a note, a watch. */
export const classItemIdSchema = z
  .string()
  .regex(/^[a-z2-7]{12}$/)
  .brand<'ClassItemId'>()
export type ClassItemId = z.infer<typeof classItemIdSchema>

/** Where the class is. */
export const paceSchema = z.object({
  chapter: chapterIdSchema,
  step: stepIdSchema.nullable(),
  since: z.number(),
})
export type Pace = z.infer<typeof paceSchema>

export const pollSchema = z.object({
  id: classItemIdSchema,
  question: z.string(),
  options: z.array(z.string()).min(2).max(MAX_POLL_OPTIONS),
  isOpen: z.boolean(),
  /** Answers by option; null while they are the instructors' alone. */
  counts: z.array(z.number().int()).nullable(),
})
export type Poll = z.infer<typeof pollSchema>

export const timerSchema = z.object({ label: z.string(), endsAt: z.number() })

/** Something that an instructor has sent. `offer`: with a command that a click types into the terminal in use. */
export const classNoteSchema = z.object({
  id: classItemIdSchema,
  at: z.number(),
  from: z.string(),
  kind: z.enum(['message', 'hint', 'offer']),
  /** To this participant alone. */
  isPersonal: z.boolean(),
  text: z.string(),
  command: z.string().nullable(),
})
export type ClassNote = z.infer<typeof classNoteSchema>

/** An instructor's look into a terminal. `asked`: it waits for the participant's consent. */
export const watchSchema = z.object({
  id: classItemIdSchema,
  by: z.string(),
  mode: z.enum(['watch', 'drive']),
  status: z.enum(['asked', 'granted']),
  instance: instanceNameSchema,
  terminal: terminalNumberSchema,
  since: z.number(),
})
export type Watch = z.infer<typeof watchSchema>

/** A terminal of an instructor's own session, which all may follow, read-only. */
export const presentationSchema = z.object({
  by: z.string(),
  instance: instanceNameSchema,
  terminal: terminalNumberSchema,
})
export type Presentation = z.infer<typeof presentationSchema>

export const classViewSchema = z.object({
  title: z.string(),
  teachers: z.array(z.string()),
  lab: labIdSchema,
  /** Those that the class does, in order; empty: all. */
  chapters: z.array(chapterIdSchema),
  /** Of sessions that are opened now. */
  hub: hubModeSchema,
  startsAt: z.number(),
  endsAt: z.number(),
  phase: z.enum(['scheduled', 'open', 'ended']),
  /** The participant's own. */
  name: z.string(),
  status: z.enum(['seated', 'waiting']),
  /** In the waiting list; null: seated. */
  position: z.number().int().nullable(),
  personalUrl: z.string(),
  pace: paceSchema.nullable(),
  /** The participant's raised hand; position 1 is the next to be helped. */
  hand: z.object({ raisedAt: z.number(), position: z.number().int() }).nullable(),
  poll: pollSchema.extend({ mine: z.number().int().nullable() }).nullable(),
  timer: timerSchema.nullable(),
  /** A kind request to look up; nothing is locked. */
  eyesFront: z.object({ text: z.string(), since: z.number() }).nullable(),
  /** The newest last; at most MAX_NOTES. */
  notes: z.array(classNoteSchema),
  /** One at a time. */
  watch: watchSchema.nullable(),
  presentation: presentationSchema.nullable(),
  /** Whether a small picture of the terminal in use is on the instructors' wall. */
  isOnWall: z.boolean(),
})
export type ClassView = z.infer<typeof classViewSchema>

/** `PUT /api/class/hand`: no message, since who has no session has no socket, and may need help with just that. */
export const handRequestSchema = z.strictObject({ isRaised: z.boolean() })
export const handAnswerSchema = z.object({ class: classViewSchema })

/** Of one participant: older ones are gone. */
export const MAX_NOTES = 20

/** Messages of a participant about the class, beside those of `messages.ts`. */
export const classMessageSchemas = [
  z.strictObject({
    type: z.literal('answer-poll'),
    poll: classItemIdSchema,
    option: z
      .number()
      .int()
      .min(0)
      .max(MAX_POLL_OPTIONS - 1),
  }),
  /** Type the command of a note into an attached terminal. */
  z.strictObject({
    type: z.literal('run-offer'),
    channel: z.number().int().min(1).max(MAX_CHANNELS),
    note: classItemIdSchema,
  }),
  z.strictObject({ type: z.literal('dismiss-note'), note: classItemIdSchema }),
  /** False also ends one that was granted. */
  z.strictObject({ type: z.literal('answer-watch'), watch: classItemIdSchema, isGranted: z.boolean() }),
  z.strictObject({ type: z.literal('set-on-wall'), isOnWall: z.boolean() }),
  /** Attach the presented terminal, for watching. It is detached when the presentation ends. */
  z.strictObject({
    type: z.literal('follow'),
    channel: z.number().int().min(1).max(MAX_CHANNELS),
    cols: z.number().finite(),
    rows: z.number().finite(),
    input: inputIdSchema,
  }),
] as const
