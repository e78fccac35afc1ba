import { z } from 'zod'
import { hubAccountSchema } from './hub.ts'
import { instanceNameSchema, terminalNumberSchema } from './ids.ts'
import { MAX_TERMINAL_NAME } from './limits.ts'

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
  /** What the inner Engine's data takes; null until first measured. */
  diskBytes: z.number().nullable(),
})
export type Usage = z.infer<typeof usageSchema>

/** A line of text, without controls and without what turns the direction of text around. */
export const terminalNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TERMINAL_NAME)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'contains characters that cannot be shown')

export const terminalViewSchema = z.object({
  number: terminalNumberSchema,
  /** What the participant calls it; null: it has not been named. */
  name: z.string().nullable(),
})
export type TerminalView = z.infer<typeof terminalViewSchema>

/** Answer of a request for one more. */
export const openedTerminalSchema = terminalViewSchema.pick({ number: true })

const named = { name: instanceNameSchema }

export const instanceViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...named,
    status: z.literal('starting'),
    /** `creating`: the container; `booting`: its Engine. */
    phase: z.enum(['creating', 'booting']),
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
  maxInstances: z.number().int(),
  /** In the sandbox Hub; null in live mode, where participants bring their own. */
  account: hubAccountSchema.nullable(),
  instances: z.array(instanceViewSchema),
})
export type SessionView = z.infer<typeof sessionViewSchema>
