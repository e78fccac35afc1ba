import {
  MAX_HUB_TAGS_SHOWN,
  type HubPlatform,
  type HubRepository,
  type HubRepositorySummary,
  type HubTag,
} from '../protocol/hub.ts'
import { z } from 'zod'
import { callerWithPassword } from './caller.ts'
import type { HubServices } from './hub-services.ts'
import { placesOf } from './quota.ts'
import { registryOf, storedName } from './registry.ts'
import { matching } from './search.ts'
import type { Storage, StoredTag } from './storage.ts'

type Services = Pick<HubServices, 'storage' | 'catalog' | 'accounts'>

const descriptorSchema = z.object({
  digest: z.string(),
  size: z.number(),
  mediaType: z.string().optional(),
  platform: z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() }).optional(),
})
/** Of the image and the index manifests, those fields that pages show. */
const manifestSchema = z.object({
  manifests: z.array(descriptorSchema).optional(),
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema).optional(),
})
const configSchema = z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() })

/** The catalogue, and what an account has pushed, where a word is in the name or the description. */
export async function searchRepositories(
  { storage, catalog, accounts }: Services,
  { query, username }: { query: string; username: string | undefined },
): Promise<{ catalog: HubRepositorySummary[]; own: HubRepositorySummary[] }> {
  const account = username === undefined ? undefined : accounts.byUsername(username)
  const known = catalog.entries().map(({ host, name }) => `${host}/${name}`)
  const places = account ? await placesOf(account, storage) : []
  const own = await Promise.all(places.map((place) => storage.repositories(place)))
  const summarize = async (stored: string) => summary(catalog, stored, await storage.tags(stored))
  return {
    catalog: matching(await Promise.all(known.map(summarize)), query),
    own: matching(await Promise.all(own.flat().map(summarize)), query).sort(
      (a, b) => b.pushedAt - a.pushedAt,
    ),
  }
}

/** `undefined` for one that is not there, or that the account may not read. */
export async function readRepository(
  { storage, catalog, accounts }: Services,
  { host, name, username }: { host: string; name: string; username: string | undefined },
): Promise<HubRepository | undefined> {
  const registry = registryOf(host)
  if (!registry) return undefined
  const stored = storedName(registry, name)
  const account = (username !== undefined && accounts.byUsername(username)) || null
  if (!callerWithPassword({ catalog }, registry, account).may('pull', name)) return undefined
  const tags = await storage.tags(stored)
  if (tags.length === 0) return undefined
  const shown = tags
    .sort((a, b) => b.pushedAt - a.pushedAt || a.name.localeCompare(b.name))
    .slice(0, MAX_HUB_TAGS_SHOWN)
  const read = async (tag: StoredTag): Promise<HubTag> => ({
    ...tag,
    platforms: await platformsOf(storage, tag.digest),
  })
  return {
    ...summary(catalog, stored, tags),
    standInNote: catalog.get(stored)?.standInNote ?? '',
    tags: await Promise.all(shown.map(read)),
  }
}

function summary(catalog: Services['catalog'], stored: string, tags: StoredTag[]): HubRepositorySummary {
  const slash = stored.indexOf('/')
  const entry = catalog.get(stored)
  return {
    host: stored.slice(0, slash),
    name: stored.slice(slash + 1),
    description: entry?.description ?? '',
    stars: entry?.stars ?? 0,
    isOfficial: entry?.isOfficial ?? false,
    originUrl: entry?.originUrl ?? null,
    tagCount: tags.length,
    pushedAt: Math.max(0, ...tags.map(({ pushedAt }) => pushedAt)),
  }
}

async function platformsOf(storage: Storage, digest: string): Promise<HubPlatform[]> {
  const manifest = manifestSchema.safeParse(await storage.readManifest(digest)).data
  if (!manifest?.manifests) {
    const platform = await platformOf(storage, digest)
    return platform ? [platform] : []
  }
  // Attestations of buildx are listed as images of an unknown platform.
  const images = manifest.manifests.filter(({ platform }) => platform?.os !== 'unknown')
  const platforms = await Promise.all(images.map((image) => platformOf(storage, image.digest)))
  return platforms.filter((platform) => platform !== undefined)
}

/** `undefined` for what is not an image. */
async function platformOf(storage: Storage, digest: string): Promise<HubPlatform | undefined> {
  const manifest = manifestSchema.safeParse(await storage.readManifest(digest)).data
  if (!manifest?.config || !manifest.layers) return undefined
  const config = configSchema.safeParse(await storage.readManifest(manifest.config.digest)).data
  if (!config) return undefined
  const unpacked = await Promise.all(manifest.layers.map((layer) => unpackedBytes(storage, layer)))
  return {
    platform: [config.os, config.architecture, config.variant].filter(Boolean).join('/'),
    digest,
    compressedBytes: [manifest.config, ...manifest.layers].reduce((sum, { size }) => sum + size, 0),
    unpackedBytes: unpacked.reduce<number | null>(
      (sum, bytes) => (sum === null || bytes === null ? null : sum + bytes),
      0,
    ),
  }
}

/** gzip ends with the size of what it holds, modulo 4 GiB, which no layer here reaches (RFC 1952, ISIZE). */
async function unpackedBytes(
  storage: Storage,
  layer: z.infer<typeof descriptorSchema>,
): Promise<number | null> {
  if (!layer.mediaType?.includes('gzip')) return null
  const end = await storage.readBlobEnd(layer.digest, 4).catch(() => undefined)
  return end?.length === 4 ? end.readUInt32LE() : null
}
