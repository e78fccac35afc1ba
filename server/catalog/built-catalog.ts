import { z } from 'zod'

/** What a build has made; the records of it in the cache folder have this shape. */

const blobSchema = z.object({ digest: z.string(), sizeBytes: z.number() })

const builtPlatformSchema = z.object({
  /** `linux/arm64/v8` */
  platform: z.string(),
  manifest: blobSchema,
  config: blobSchema,
  layers: z.array(blobSchema),
  /** Configuration and layers. */
  compressedBytes: z.number(),
  unpackedBytes: z.number(),
})
export type BuiltPlatform = z.infer<typeof builtPlatformSchema>

const builtTagSchema = z.object({
  name: z.string(),
  index: blobSchema,
  platforms: z.array(builtPlatformSchema),
})
export type BuiltTag = z.infer<typeof builtTagSchema>

export const builtRepositorySchema = z.object({
  /** Folder in images/catalog. */
  recipe: z.string(),
  host: z.string(),
  /** `library/nginx` */
  name: z.string(),
  description: z.string(),
  stars: z.number(),
  isOfficial: z.boolean(),
  originUrl: z.string(),
  standInNote: z.string(),
  tags: z.array(builtTagSchema),
})
export type BuiltRepository = z.infer<typeof builtRepositorySchema>

export interface BuiltCatalog {
  /** Changes with anything in it. */
  key: string
  /** An OCI image layout: oci-layout, index.json, blobs/sha256/… */
  layoutDir: string
  /** What http://dl-cdn.alpinelinux.org serves, from its root: alpine/v3.19/main/x86_64/… */
  apkDir: string | null
  repositories: BuiltRepository[]
}
