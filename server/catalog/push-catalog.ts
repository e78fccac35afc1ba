import type { Progress } from '../lib/progress.ts'
import type { BuiltCatalog, BuiltRepository } from './built-catalog.ts'
import { inParallel } from './in-parallel.ts'
import { Layout, type Blob } from './layout.ts'
import { RegistryClient, type RegistryAddress } from './registry-client.ts'

const PUSHED_AT_A_TIME = 3
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const INDEX = 'application/vnd.oci.image.index.v1+json'

export interface PushOptions {
  registry: RegistryAddress
  /** Path of a repository in the registry; `docker.io/library/nginx` when it is missing. */
  pathOf?: (repository: BuiltRepository) => string
  progress: Progress
}

/** Pushes what the registry has not; blobs that repositories share go over the wire once. */
export async function pushCatalog(catalog: BuiltCatalog, options: PushOptions): Promise<void> {
  using client = new RegistryClient(options.registry)
  const pathOf = options.pathOf ?? (({ host, name }) => `${host}/${name}`)
  const layout = new Layout(catalog.layoutDir)
  // The repository that has a blob already, for those that follow.
  const holders = new Map<string, string>()
  const { repositories } = catalog
  for (const [position, repository] of repositories.entries()) {
    options.progress.share(position, repositories.length, 'steps')
    options.progress.say(`push ${repository.host}/${repository.name}`)
    await pushRepository(repository, pathOf(repository), { client, layout, holders })
  }
  options.progress.share(repositories.length, repositories.length, 'steps')
}

async function pushRepository(
  { tags }: BuiltRepository,
  path: string,
  { client, layout, holders }: { client: RegistryClient; layout: Layout; holders: Map<string, string> },
): Promise<void> {
  const missing: typeof tags = []
  for (const tag of tags) if (!(await client.hasManifest(path, tag.name, tag.index.digest))) missing.push(tag)
  const platforms = unique(
    missing.flatMap((tag) => tag.platforms),
    ({ manifest }) => manifest,
  )
  const blobs = unique(
    platforms.flatMap(({ config, layers }) => [config, ...layers]),
    (blob) => blob,
  )
  await inParallel(blobs, PUSHED_AT_A_TIME, async (blob) => {
    const mountFrom = holders.get(blob.digest)
    if (!(await client.hasBlob(path, blob.digest))) {
      await client.pushBlob(path, {
        ...blob,
        path: layout.pathOf(blob.digest),
        ...(mountFrom && { mountFrom }),
      })
    }
    holders.set(blob.digest, path)
  })
  for (const { manifest } of platforms) {
    const file = layout.pathOf(manifest.digest)
    await client.pushManifest(path, manifest.digest, { ...manifest, path: file, mediaType: MANIFEST })
  }
  for (const { name, index } of missing) {
    await client.pushManifest(path, name, { ...index, path: layout.pathOf(index.digest), mediaType: INDEX })
  }
}

function unique<T>(items: T[], blobOf: (item: T) => Blob): T[] {
  return [...new Map(items.map((item) => [blobOf(item).digest, item])).values()]
}
