import { z } from 'zod'

/** What the pages know of the Hub: the participant's account in it, and what it serves. */

/** The participant's own account; it works for each registry that the Hub answers as. */
export const hubAccountSchema = z.object({
  /** Also the project at gcr.io and the group at registry.gitlab.com: `wise-otter-42`. */
  username: z.string(),
  password: z.string(),
  /** Twelve digits: `<awsAccountId>.dkr.ecr.us-east-1.amazonaws.com`. */
  awsAccountId: z.string(),
  awsAccessKeyId: z.string(),
  awsSecretAccessKey: z.string(),
  /** `<azureRegistry>.azurecr.io`; such names have letters and digits only: `wiseotter42`. */
  azureRegistry: z.string(),
})
export type HubAccount = z.infer<typeof hubAccountSchema>

export const hubPlatformSchema = z.object({
  /** `linux/amd64`, `linux/arm64/v8` */
  platform: z.string(),
  /** Of this platform's manifest. */
  digest: z.string(),
  /** Configuration and layers, as they are pulled. */
  compressedBytes: z.number().int(),
  /** On the disk of an instance; null where a layer's compression does not tell. */
  unpackedBytes: z.number().int().nullable(),
})
export type HubPlatform = z.infer<typeof hubPlatformSchema>

export const hubTagSchema = z.object({
  name: z.string(),
  /** Of the manifest or index that the tag points to. */
  digest: z.string(),
  platforms: z.array(hubPlatformSchema),
  /** Milliseconds since the epoch. */
  pushedAt: z.number(),
})
export type HubTag = z.infer<typeof hubTagSchema>

export const hubRepositorySummarySchema = z.object({
  /** `docker.io`, `ghcr.io`, `123456789012.dkr.ecr.us-east-1.amazonaws.com` */
  host: z.string(),
  /** `library/nginx` */
  name: z.string(),
  /** Empty for what participants push. */
  description: z.string(),
  stars: z.number().int(),
  isOfficial: z.boolean(),
  /** Where the original of this stand-in is; null for what participants push. */
  originUrl: z.string().nullable(),
  tagCount: z.number().int(),
  /** Milliseconds since the epoch. */
  pushedAt: z.number(),
})
export type HubRepositorySummary = z.infer<typeof hubRepositorySummarySchema>

export const hubRepositorySchema = hubRepositorySummarySchema.extend({
  /** What differs from the original, in a sentence or two; empty for what participants push. */
  standInNote: z.string(),
  /** The newest first, `MAX_HUB_TAGS_SHOWN` at most. */
  tags: z.array(hubTagSchema),
})
export type HubRepository = z.infer<typeof hubRepositorySchema>

/** `GET /api/hub/repositories?q=`: the catalogue, and what the session itself has pushed, on all hosts. */
export const hubSearchAnswerSchema = z.object({
  mode: z.enum(['sandbox', 'live']),
  catalog: z.array(hubRepositorySummarySchema),
  own: z.array(hubRepositorySummarySchema),
})
export type HubSearchAnswer = z.infer<typeof hubSearchAnswerSchema>

/** A repository with ten thousand tags must not take a second to draw. */
export const MAX_HUB_TAGS_SHOWN = 100
