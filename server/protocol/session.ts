import { z } from 'zod'
import { hubAccountSchema } from './hub.ts'
import { hubModeSchema } from './hub-mode.ts'
import { instanceNameSchema, terminalNumberSchema } from './ids.ts'
import { MAX_TERMINAL_NAME } from './limits.ts'
import { oneLine } from './one-line.ts'

/** What a participant may know of their session: the answer of `/api/session` and the `session` message. */

export const publishedPortSchema = z.object({
  /** Port on the instance, 1–65535. */
  port: z.number().int(),
  /** Name of the inner container that published it. */
  container: z.string(),
  /** Where the browser opens it. */
  url: z.string(),
})
export type PublishedPort = z.infer<typeof publishedPortSchema>

export const usageSchema = z.object({
  /** Of one instance's CPU allowance: 100 is all of it. */
  cpuPercent: z.number(),
  memoryBytes: z.number(),
  memoryLimitBytes: z.number(),
  /** What its images, containers, volumes and files take; null until first measured. */
  diskBytes: z.number().nullable(),
  /** Null: it has no disk of its own, and shares that of the others. */
  diskLimitBytes: z.number().nullable(),
  processes: z.number().nullable(),
  processLimit: z.number().nullable(),
})
export type Usage = z.infer<typeof usageSchema>

const inDisk = { usedBytes: z.number(), limitBytes: z.number(), largest: z.string().nullable() }
/** Milliseconds since the epoch. */
const sinceWhen = { at: z.number() }

/** A limit that an instance has reached, or nearly. */
export const wallSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('disk-nearly-full'), ...sinceWhen, ...inDisk }),
  z.object({ type: z.literal('disk-full'), ...sinceWhen, ...inDisk }),
  z.object({
    type: z.literal('out-of-memory'),
    ...sinceWhen,
    /** That the kernel has ended; null: it is not known which. */
    process: z.string().nullable(),
    /** The inner container that it ran in. */
    container: z.string().nullable(),
    /** Whose memory was used up: the container's own, the instance's, or the whole machine's. */
    limit: z.enum(['container', 'instance', 'machine']),
    memoryLimitBytes: z.number(),
  }),
  z.object({ type: z.literal('too-many-processes'), ...sinceWhen, limit: z.number() }),
])
export type Wall = z.infer<typeof wallSchema>
export type WallType = Wall['type']

/** A line of text, without controls and without what turns the direction of text around. */
export const terminalNameSchema = oneLine(MAX_TERMINAL_NAME)

export const terminalViewSchema = z.object({
  number: terminalNumberSchema,
  /** What the participant calls it; null: it has not been named. */
  name: z.string().nullable(),
})
export type TerminalView = z.infer<typeof terminalViewSchema>

/** Answer of a request for one more. */
export const openedTerminalSchema = terminalViewSchema.pick({ number: true })

/** In the waiting room. */
export const waitingPlaceSchema = z.object({
  /** 1: the next one. */
  position: z.number().int(),
  /** Until the instance is ready; null: nobody can know. */
  estimateSeconds: z.number().nullable(),
  /** There is no room: somebody has to leave first. False: others start before, and it is a matter of seconds. */
  isFull: z.boolean(),
})
export type WaitingPlace = z.infer<typeof waitingPlaceSchema>

const named = { name: instanceNameSchema }

export const instanceViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...named,
    status: z.literal('starting'),
    /** `waiting`: in the waiting room; `creating`: the container; `booting`: its Engine. */
    phase: z.enum(['waiting', 'creating', 'booting']),
    /** While it waits. */
    place: waitingPlaceSchema.optional(),
  }),
  z.object({
    ...named,
    status: z.literal('ready'),
    /** Address in the session's network. */
    ip: z.string(),
    /** Milliseconds since the epoch. */
    startedAt: z.number(),
    ports: z.array(publishedPortSchema),
    /** By their numbers; the first is always there. */
    terminals: z.array(terminalViewSchema),
    usage: usageSchema.nullable(),
    /** Those that stand now, and the last time that memory ran out. */
    walls: z.array(wallSchema),
    /** False while the inner Engine is stopped or restarting. */
    isEngineUp: z.boolean(),
  }),
  z.object({ ...named, status: z.literal('failed'), code: z.string(), message: z.string() }),
  z.object({ ...named, status: z.literal('removing') }),
])
export type InstanceView = z.infer<typeof instanceViewSchema>
export type ReadyInstanceView = Extract<InstanceView, { status: 'ready' }>

export const sessionViewSchema = z.object({
  /** Readable, unique among live sessions: `wise-otter-42`. */
  username: z.string(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  expiresAt: z.number(),
  /** Until then the session can be extended. */
  deadline: z.number(),
  /** What ends then: the workshop that it is of, or all the time that a session may have. */
  deadlineOf: z.enum(['session', 'workshop']),
  /** By how much at a time. */
  extensionMs: z.number(),
  /** Nobody has used the session for long: it ends at this time unless somebody does. Null: it is in use. */
  idleEndsAt: z.number().nullable(),
  maxInstances: z.number().int(),
  /** False: the lab engine does not answer now, so that instances can neither be reached nor started. */
  isLabEngineUp: z.boolean(),
  hubMode: hubModeSchema,
  /** In the sandbox Hub; null in live mode, where participants bring their own. */
  account: hubAccountSchema.nullable(),
  instances: z.array(instanceViewSchema),
})
export type SessionView = z.infer<typeof sessionViewSchema>
