import { z } from 'zod'
import { hubAccountSchema } from '../protocol/hub.ts'

/** What the broker and set-up tell the Hub over its control socket, which no instance can reach. */

/** An account as the Hub keeps it, in memory only: it can check the password, and does not have it. */
export const accountRecordSchema = hubAccountSchema.omit({ password: true }).extend({
  /** A part of paths in the registry. */
  username: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** SHA-256 in hex. The password has 60 random bits, so that nothing slower is needed. */
  passwordHash: z.string().length(64),
  /** When the Hub may remove it, even if its broker is gone. Milliseconds since the epoch. */
  expiresAt: z.number(),
})
export type AccountRecord = z.infer<typeof accountRecordSchema>

/** All accounts of one broker. Those that it had before and that are not among them end, and what they pushed goes. */
export const accountsRequestSchema = z.object({ accounts: z.array(accountRecordSchema) })

/** What the Hub knows of a repository of the catalogue beyond its content. */
export const catalogEntrySchema = z.object({
  host: z.string(),
  name: z.string(),
  description: z.string(),
  stars: z.number().int(),
  isOfficial: z.boolean(),
  originUrl: z.string(),
  standInNote: z.string(),
})
export type CatalogEntry = z.infer<typeof catalogEntrySchema>

export const catalogRequestSchema = z.object({
  /** Changes with anything in the catalogue. */
  key: z.string(),
  entries: z.array(catalogEntrySchema),
})
export type CatalogRequest = z.infer<typeof catalogRequestSchema>

/** One line of the stream of events. */
export const hubPushSchema = z.object({
  username: z.string(),
  host: z.string(),
  repository: z.string(),
  /** Null for a push by digest. */
  tag: z.string().nullable(),
  digest: z.string(),
})
export type HubPush = z.infer<typeof hubPushSchema>
