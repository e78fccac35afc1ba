import { z } from 'zod'
import { instanceNameSchema } from './ids.ts'
import { MAX_EVENT_TEXT } from './limits.ts'

/**
 * What happened in a session, as the flight recorder keeps it and the participant reads it (`describe-event.ts`).
 * An event never holds what was typed or printed, nor a secret. To add one: its variant here, its sentence there.
 */

/** Names come from inner Engines, which are the participants' own: they are cut, and cannot turn text around. */
const text = z.string().overwrite((value) => {
  const plain = value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
  return plain.length > MAX_EVENT_TEXT ? `${plain.slice(0, MAX_EVENT_TEXT - 1)}…` : plain
})
const count = z.number().int().nonnegative()
const milliseconds = z.number().nonnegative()
const bytes = z.number().nonnegative()
const instance = instanceNameSchema

/** Who, or what, ended a session. The store keeps it, and metrics count by it. */
export const CLOSERS = [
  'participant',
  'instructor',
  'operator',
  'time-up',
  'idle',
  'shut-down',
  'engine-lost',
  'workshop',
] as const
export const closerSchema = z.enum(CLOSERS)
export type Closer = z.infer<typeof closerSchema>

/** Who did something to a session. */
export const actorSchema = z.enum(['participant', 'instructor', 'operator', 'broker'])
export type Actor = z.infer<typeof actorSchema>

const inDisk = { instance, usedBytes: bytes, limitBytes: bytes }
/** What takes the most, such as `image python:3.12`; null: not known. */
const largest = text.nullable()
const inContainer = { instance, container: text, image: text }

export const timelineEventSchema = z.discriminatedUnion('type', [
  /** `waitedMs`: in the waiting room; 0: it was let in at once. */
  z.object({ type: z.literal('session-opened'), expiresAt: milliseconds, waitedMs: milliseconds }),
  /** It was prepared beforehand, and given to its participant now. */
  z.object({ type: z.literal('session-claimed'), expiresAt: milliseconds, waitedMs: milliseconds }),
  z.object({ type: z.literal('session-extended'), by: actorSchema, expiresAt: milliseconds }),
  z.object({ type: z.literal('idle-warned'), endsAt: milliseconds }),
  z.object({ type: z.literal('session-closed'), by: closerSchema }),

  z.object({ type: z.literal('instance-added'), instance }),
  z.object({ type: z.literal('instance-ready'), instance, tookMs: milliseconds }),
  z.object({ type: z.literal('instance-failed'), instance, reason: text }),
  z.object({ type: z.literal('instance-deleted'), instance, by: actorSchema }),
  /** Without anybody having deleted it. */
  z.object({ type: z.literal('instance-ended'), instance, reason: text }),

  z.object({ type: z.literal('image-pulled'), instance, image: text }),
  z.object({ type: z.literal('image-pushed'), instance, image: text }),
  /** By a build, a tag or a load: the Engine does not tell which. */
  z.object({ type: z.literal('image-named'), instance, image: text }),
  z.object({ type: z.literal('container-started'), ...inContainer }),
  z.object({ type: z.literal('container-exited'), ...inContainer, exitCode: z.number().int() }),
  /** More happened in the inner Engine at once than is written down. */
  z.object({ type: z.literal('more-happened'), instance, count }),
  z.object({ type: z.literal('inner-engine-stopped'), instance }),
  z.object({ type: z.literal('inner-engine-back'), instance, downMs: milliseconds }),

  z.object({ type: z.literal('disk-nearly-full'), ...inDisk, largest }),
  z.object({ type: z.literal('disk-full'), ...inDisk, largest }),
  /** The kernel ended a process. Null: which one is not known; it was not in a container. */
  z.object({
    type: z.literal('out-of-memory'),
    instance,
    process: text.nullable(),
    container: text.nullable(),
  }),
  z.object({ type: z.literal('too-many-processes'), instance, limit: count }),

  z.object({ type: z.literal('engine-lost') }),
  z.object({ type: z.literal('engine-back'), downMs: milliseconds }),
  z.object({ type: z.literal('broker-restarted') }),

  /** By their titles. */
  z.object({ type: z.literal('catch-up-done'), chapter: text, step: text, isReset: z.boolean() }),
  z.object({
    type: z.literal('catch-up-failed'),
    chapter: text,
    step: text,
    isReset: z.boolean(),
    reason: text,
  }),
  z.object({ type: z.literal('file-uploaded'), instance, name: text, bytes }),
])
export type TimelineEvent = z.infer<typeof timelineEventSchema>

export const timelineEntrySchema = z.object({
  /** Grows with each entry of all sessions. */
  id: z.number().int(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  event: timelineEventSchema,
})
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

const sessionEndSchema = z.object({
  at: z.number(),
  /** Null: not known. */
  by: closerSchema.nullable(),
})
export type SessionEnd = z.infer<typeof sessionEndSchema>

/** Answer of `GET /api/session/end`: how the session ended that the cookie opened; null: it is open, or not known. */
export const sessionEndAnswerSchema = z.object({ ended: sessionEndSchema.nullable() })
export type SessionEndAnswer = z.infer<typeof sessionEndAnswerSchema>

/** Answer of `GET /api/session/timeline`, the oldest first; for a while also after the session's end. */
export const timelineSchema = z.object({
  username: z.string(),
  /** Null: it is open. */
  ended: sessionEndSchema.nullable(),
  /** Older ones have been dropped, because a session may keep so many only. */
  isCut: z.boolean(),
  entries: z.array(timelineEntrySchema),
})
export type Timeline = z.infer<typeof timelineSchema>
