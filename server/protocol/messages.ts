import { z } from 'zod'
import { chapterProgressSchema, checkStateSchema } from './checks.ts'
import { classItemIdSchema, classMessageSchemas, classViewSchema } from './class.ts'
import {
  blockIdSchema,
  chapterIdSchema,
  checkIdSchema,
  inputIdSchema,
  instanceNameSchema,
  labIdSchema,
  stepIdSchema,
  terminalNumberSchema,
  variableNameSchema,
} from './ids.ts'
import { MAX_CHANNELS, MAX_VARIABLE_CHARACTERS } from './limits.ts'
import { decode, type Decoded } from './decode.ts'
import { sessionViewSchema } from './session.ts'
import { timelineEntrySchema } from './timeline.ts'

/**
 * Control messages: JSON text frames of the one WebSocket that each browser tab opens at `/ws`. Terminal bytes
 * travel beside them in binary frames (`frames.ts`). A channel is the tab's own number for an attached terminal.
 */

const channel = z.number().int().min(1).max(MAX_CHANNELS)
/** Any number: the broker clamps it, because a browser's fit can be off for a moment. */
const cells = z.number().finite()

export const clientMessageSchema = z.discriminatedUnion('type', [
  /**
   * Attach a terminal of an instance. `input` names what this tab types into it, in one run of offsets that goes on
   * over reconnections. `resume`: the stream and offset up to which this tab has everything.
   */
  z.strictObject({
    type: z.literal('attach'),
    channel,
    instance: instanceNameSchema,
    terminal: terminalNumberSchema,
    cols: cells,
    rows: cells,
    /** Whether this tab may type and set the size. */
    role: z.enum(['drive', 'watch']),
    input: inputIdSchema,
    resume: z.strictObject({ stream: z.string().max(64), offset: z.number().int().nonnegative() }).optional(),
  }),
  z.strictObject({ type: z.literal('detach'), channel }),
  z.strictObject({ type: z.literal('resize'), channel, cols: cells, rows: cells }),
  /** Let the terminal have this tab's size, as typing does. */
  z.strictObject({ type: z.literal('drive'), channel }),
  /** The terminal has parsed all output up to this offset. */
  z.strictObject({ type: z.literal('ack'), channel, offset: z.number().int().nonnegative() }),
  /** Type a block of the lab into an attached terminal. */
  z.strictObject({
    type: z.literal('run'),
    channel,
    lab: labIdSchema,
    chapter: chapterIdSchema,
    block: blockIdSchema,
  }),
  /** The chapter that this tab shows: its checks run while it is visible. */
  z.strictObject({ type: z.literal('view'), lab: labIdSchema, chapter: chapterIdSchema }),
  /** Type the solution of a check into an attached terminal of the check's instance. */
  z.strictObject({
    type: z.literal('show'),
    channel,
    lab: labIdSchema,
    chapter: chapterIdSchema,
    check: checkIdSchema,
  }),
  /**
   * `catch-up`: play the solutions of all earlier steps of the chapter. `reset`: the same, in fresh instances in
   * place of those that are there.
   */
  z.strictObject({
    type: z.enum(['catch-up', 'reset']),
    lab: labIdSchema,
    chapter: chapterIdSchema,
    step: stepIdSchema,
  }),
  /** A value that the participant has typed for a variable of a chapter. */
  z.strictObject({
    type: z.literal('set-variable'),
    lab: labIdSchema,
    chapter: chapterIdSchema,
    name: variableNameSchema,
    value: z.string().max(MAX_VARIABLE_CHARACTERS),
  }),
  /** Somebody is there: has moved, read, or said so. Sent rarely. */
  z.strictObject({ type: z.literal('present') }),
  ...classMessageSchemas,
  z.strictObject({ type: z.literal('ping') }),
])
export type ClientMessage = z.infer<typeof clientMessageSchema>

export const serverMessageSchema = z.discriminatedUnion('type', [
  /** The whole session, on connect and after every change. `null`: it has ended. */
  z.object({
    type: z.literal('session'),
    session: sessionViewSchema.nullable(),
    endReason: z.string().optional(),
  }),
  /**
   * Output from offset `from` follows. `isReset`: clear the screen first, earlier output is not continued; then write
   * `screen`, which stands for what is no longer kept.
   */
  z.object({
    type: z.literal('attached'),
    channel,
    /** Names the run of offsets: a new shell, or a restarted broker, begins a new one. */
    stream: z.string(),
    from: z.number(),
    /** Output before this offset is a replay: answers that the terminal would give to it must not be sent. */
    liveFrom: z.number(),
    isReset: z.boolean(),
    screen: z.string().optional(),
    /** How much of this tab's input has arrived; what it has sent beyond that is to be sent again. Null: not known. */
    inputOffset: z.number().nullable(),
  }),
  /** Input up to this offset has arrived. */
  z.object({ type: z.literal('input-ack'), channel, offset: z.number() }),
  /** Who has the terminal open, this tab included, and the size that it has: the driver's. */
  z.object({
    type: z.literal('presence'),
    channel,
    viewers: z.number().int(),
    isDriving: z.boolean(),
    cols: z.number().int(),
    rows: z.number().int(),
  }),
  /** The shell has ended; attaching again starts a new one. */
  z.object({ type: z.literal('exited'), channel }),
  /** Checks of the chapter in view. */
  z.object({
    type: z.literal('checks'),
    lab: labIdSchema,
    chapter: chapterIdSchema,
    checks: z.array(checkStateSchema),
  }),
  /** All that is done in this session, on connect and when a check turns done. */
  z.object({ type: z.literal('progress'), progress: z.array(chapterProgressSchema) }),
  /** Values of the chapter in view: of the session's account, of scripts, of what was typed. Absent: none yet. */
  z.object({
    type: z.literal('variables'),
    lab: labIdSchema,
    chapter: chapterIdSchema,
    values: z.record(z.string(), z.string()),
  }),
  /** How a `catch-up` or `reset` goes, and on connect one that is under way. */
  z.object({
    type: z.literal('catching-up'),
    lab: labIdSchema,
    chapter: chapterIdSchema,
    step: stepIdSchema,
    status: z.enum(['starting-instances', 'playing', 'done', 'failed']),
    /** Of the solutions that are to be played. */
    played: z.number().int(),
    total: z.number().int(),
    /** Why it failed, and what to do. */
    message: z.string().optional(),
  }),
  /** The session has pushed to the Hub. `tag` null: by digest alone. */
  z.object({
    type: z.literal('hub-push'),
    host: z.string(),
    repository: z.string(),
    tag: z.string().nullable(),
    digest: z.string(),
  }),
  /** Something that happened in the session has been written down. */
  z.object({ type: z.literal('timeline'), entry: timelineEntrySchema }),
  /** The workshop that the participant is in, on connect and after every change. `null`: none (any more). */
  z.object({ type: z.literal('class'), class: classViewSchema.nullable() }),
  /** A block was typed. */
  z.object({ type: z.literal('ran'), chapter: chapterIdSchema, block: blockIdSchema }),
  /** A solution was typed. */
  z.object({ type: z.literal('shown'), chapter: chapterIdSchema, check: checkIdSchema }),
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    channel: channel.optional(),
    block: blockIdSchema.optional(),
    check: checkIdSchema.optional(),
    step: stepIdSchema.optional(),
    /** Whose command was to be typed. */
    note: classItemIdSchema.optional(),
    /** Of a variable. */
    name: variableNameSchema.optional(),
  }),
  z.object({ type: z.literal('pong') }),
])
export type ServerMessage = z.infer<typeof serverMessageSchema>

export function decodeClientMessage(text: string): Decoded<ClientMessage> {
  return decode(clientMessageSchema, text)
}

export function decodeServerMessage(text: string): Decoded<ServerMessage> {
  return decode(serverMessageSchema, text)
}

export function encodeMessage(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message)
}
