import { z } from 'zod'
import {
  classNoteSchema,
  classTextSchema,
  MAX_POLL_OPTIONS,
  offeredCommandSchema,
  paceSchema,
  pollSchema,
  presentationSchema,
  timerSchema,
  watchSchema,
} from './class.ts'
import { decode, type Decoded } from './decode.ts'
import {
  chapterIdSchema,
  checkIdSchema,
  inputIdSchema,
  instanceNameSchema,
  stepIdSchema,
  terminalNumberSchema,
} from './ids.ts'
import { MAX_CHANNELS } from './limits.ts'
import { titleSchema, seatIdSchema, workshopViewSchema, MAX_SEATS, MAX_WAITING } from './workshop.ts'

/**
 * What runs a class: the instructor's commands (`POST /api/teach/workshops/:workshop/commands`) and the messages of the
 * cockpit's socket (`/ws/teach/<workshop>`). Times are milliseconds since the epoch.
 */

/** One participant; null: all of them. */
const to = { to: seatIdSchema.nullable() }

export const classCommandSchema = z.discriminatedUnion('type', [
  /** Tell the class where it is; `chapter` null: nowhere in particular. */
  z.strictObject({
    type: z.literal('set-pace'),
    chapter: chapterIdSchema.nullable(),
    step: stepIdSchema.nullable(),
  }),
  z.strictObject({
    type: z.literal('send'),
    ...to,
    kind: z.enum(['message', 'hint']),
    text: classTextSchema,
  }),
  /** A command that each participant may run with a click; it is never run without one. */
  z.strictObject({ type: z.literal('offer'), ...to, text: classTextSchema, command: offeredCommandSchema }),
  z.strictObject({
    type: z.literal('ask'),
    question: classTextSchema,
    options: z.array(titleSchema).min(2).max(MAX_POLL_OPTIONS),
  }),
  /** `isShared`: participants see the result. */
  z.strictObject({ type: z.literal('close-poll'), isShared: z.boolean() }),
  z.strictObject({ type: z.literal('dismiss-poll') }),
  z.strictObject({
    type: z.literal('start-timer'),
    label: titleSchema,
    seconds: z
      .number()
      .int()
      .min(5)
      .max(4 * 3_600),
  }),
  z.strictObject({ type: z.literal('stop-timer') }),
  /** Null ends it. */
  z.strictObject({ type: z.literal('eyes-front'), text: classTextSchema.nullable() }),
  z.strictObject({ type: z.literal('lower-hand'), seat: seatIdSchema }),
  /** Ask to look into a terminal; the participant's consent is waited for. */
  z.strictObject({
    type: z.literal('ask-watch'),
    seat: seatIdSchema,
    mode: z.enum(['watch', 'drive']),
    instance: instanceNameSchema,
    terminal: terminalNumberSchema,
  }),
  z.strictObject({ type: z.literal('end-watch'), seat: seatIdSchema }),
  /** More time, for sessions and, with `to` null, for the workshop. */
  z.strictObject({ type: z.literal('extend'), ...to, minutes: z.number().int().min(5).max(240) }),
  /** Fresh instances in place of those that are there. */
  z.strictObject({ type: z.literal('reset'), ...to }),
  /** Ends the session; the participant may start another. */
  z.strictObject({ type: z.literal('end-session'), ...to }),
  /** Ends their sessions and gives the places to those who wait. */
  z.strictObject({
    type: z.literal('remove-seats'),
    seats: z
      .array(seatIdSchema)
      .min(1)
      .max(MAX_SEATS + MAX_WAITING),
  }),
  /** Let all follow a terminal of the instructor's own session; null ends it. */
  z.strictObject({
    type: z.literal('present'),
    terminal: z.strictObject({ instance: instanceNameSchema, terminal: terminalNumberSchema }).nullable(),
  }),
  /** The workshop is over: all sessions end. */
  z.strictObject({ type: z.literal('end-workshop') }),
])
export type ClassCommand = z.infer<typeof classCommandSchema>

/** A check of the workshop: a column of the heat map. */
export const columnSchema = z.object({
  chapter: chapterIdSchema,
  chapterTitle: z.string(),
  step: stepIdSchema,
  stepTitle: z.string(),
  check: checkIdSchema,
})
export type Column = z.infer<typeof columnSchema>

/** Why somebody may need help. `column`: an index into the columns. */
export const stuckSchema = z.object({
  kind: z.enum(['slow', 'same-failure', 'same-error']),
  column: z.number().int(),
  sinceMs: z.number(),
  /** What the step took those who have done it, in the middle; null: too few have. */
  usualMs: z.number().nullable(),
  /** How often, for failures and errors. */
  count: z.number().int(),
  /** What the check says, in its own words. */
  reason: z.string().nullable(),
})
export type Stuck = z.infer<typeof stuckSchema>

export const seatRowSchema = z.object({
  id: seatIdSchema,
  name: z.string(),
  /** `joined`: has not started yet; `away`: no page is open. */
  status: z.enum(['waiting', 'joined', 'working', 'away', 'ended']),
  joinedAt: z.number(),
  /** When the session ends; null: there is none. */
  expiresAt: z.number().nullable(),
  instances: z.array(
    z.object({
      name: instanceNameSchema,
      status: z.enum(['starting', 'ready', 'failed', 'removing']),
      terminals: z.array(terminalNumberSchema),
    }),
  ),
  /** The chapter in view. */
  chapter: chapterIdSchema.nullable(),
  /** Indexes into the columns, ascending. */
  done: z.array(z.number().int()),
  /** The first column that is not done in the chapter in view (or after the last that is); null: all are. */
  current: z.number().int().nullable(),
  stuck: stuckSchema.nullable(),
  /** Since when it is raised. */
  hand: z.number().nullable(),
  watch: watchSchema.nullable(),
  isOnWall: z.boolean(),
})
export type SeatRow = z.infer<typeof seatRowSchema>

/** What all of a class have in common now. */
export const roomSchema = z.object({
  pace: paceSchema.nullable(),
  /** `counts` are always there for instructors. */
  poll: pollSchema.nullable(),
  timer: timerSchema.nullable(),
  eyesFront: z.object({ text: z.string(), since: z.number() }).nullable(),
  presentation: presentationSchema.nullable(),
  /** What was sent, the newest last; `to`: the name of the one who got it. */
  sent: z.array(classNoteSchema.extend({ to: z.string().nullable() })),
})
export type Room = z.infer<typeof roomSchema>

const channel = z.number().int().min(1).max(MAX_CHANNELS)
const size = { cols: z.number().finite(), rows: z.number().finite() }

export const teachClientMessageSchema = z.discriminatedUnion('type', [
  /**
   * Attach a terminal of a participant who has consented; `input` as in `messages.ts`. There is no `resume`: each look
   * begins with the screen as it is.
   */
  z.strictObject({
    type: z.literal('attach'),
    channel,
    seat: seatIdSchema,
    input: inputIdSchema,
    ...size,
  }),
  z.strictObject({ type: z.literal('detach'), channel }),
  z.strictObject({ type: z.literal('resize'), channel, ...size }),
  z.strictObject({ type: z.literal('drive'), channel }),
  z.strictObject({ type: z.literal('ack'), channel, offset: z.number().int().nonnegative() }),
  /** The seats whose small pictures are in view now. */
  z.strictObject({ type: z.literal('wall'), seats: z.array(seatIdSchema).max(MAX_SEATS) }),
  z.strictObject({ type: z.literal('ping') }),
])
export type TeachClientMessage = z.infer<typeof teachClientMessageSchema>

const channelNumber = { channel }

export const teachServerMessageSchema = z.discriminatedUnion('type', [
  /** On connect. */
  z.object({
    type: z.literal('cockpit'),
    workshop: workshopViewSchema,
    columns: z.array(columnSchema),
    room: roomSchema,
    seats: z.array(seatRowSchema),
  }),
  z.object({ type: z.literal('workshop'), workshop: workshopViewSchema }),
  z.object({ type: z.literal('room'), room: roomSchema }),
  /** Those that have changed, and those that are gone. */
  z.object({ type: z.literal('seats'), changed: z.array(seatRowSchema), gone: z.array(seatIdSchema) }),
  /** The end of what a terminal has printed: to be written into a cleared screen of that size. */
  z.object({
    type: z.literal('picture'),
    seat: seatIdSchema,
    instance: instanceNameSchema,
    cols: z.number().int(),
    rows: z.number().int(),
    output: z.string(),
  }),
  z.object({
    type: z.literal('attached'),
    ...channelNumber,
    stream: z.string(),
    from: z.number(),
    liveFrom: z.number(),
    isReset: z.boolean(),
    screen: z.string().optional(),
    inputOffset: z.number().nullable(),
  }),
  z.object({ type: z.literal('input-ack'), ...channelNumber, offset: z.number() }),
  z.object({
    type: z.literal('presence'),
    ...channelNumber,
    viewers: z.number().int(),
    isDriving: z.boolean(),
    cols: z.number().int(),
    rows: z.number().int(),
  }),
  z.object({ type: z.literal('exited'), ...channelNumber }),
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    channel: channel.optional(),
  }),
  z.object({ type: z.literal('pong') }),
])
export type TeachServerMessage = z.infer<typeof teachServerMessageSchema>

export function decodeTeachClientMessage(text: string): Decoded<TeachClientMessage> {
  return decode(teachClientMessageSchema, text)
}

export function decodeTeachServerMessage(text: string): Decoded<TeachServerMessage> {
  return decode(teachServerMessageSchema, text)
}

/** How a class went: `GET /api/teach/workshops/:workshop/report`. Durations in milliseconds. */
export const reportSchema = z.object({
  workshop: workshopViewSchema,
  columns: z.array(columnSchema),
  /** In the order of the columns. */
  steps: z.array(
    z.object({
      done: z.number().int(),
      /** From the check before it, or the start of the session, without breaks; null: nobody has done it. */
      medianMs: z.number().nullable(),
      slowestMs: z.number().nullable(),
      /** Looks at the check, after a command that ended with an error, that found it not done. */
      attempts: z.number().int(),
      hints: z.number().int(),
      /** What the check said most often to those who failed. */
      reasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    }),
  ),
  seats: z.array(
    z.object({
      name: z.string(),
      joinedAt: z.number(),
      attempts: z.number().int(),
      hints: z.number().int(),
      /** By column; null: not done. */
      doneAt: z.array(z.number().nullable()),
    }),
  ),
})
export type Report = z.infer<typeof reportSchema>
