import type { Dirent } from 'node:fs'
import { open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface StoredTag {
  name: string
  digest: string
  /** Milliseconds since the epoch. */
  pushedAt: number
}

/**
 * Looks at what the real registry keeps on its disk, for what its API cannot say, and removes whole repositories,
 * for which it has no call. It alone writes blobs. The layout is Distribution's:
 * https://github.com/distribution/distribution/blob/v2.8.3/registry/storage/paths.go
 */
export class Storage {
  readonly #repositories: string
  readonly #blobs: string

  /** `rootDir`: the registry's `rootdirectory`. */
  constructor(rootDir: string) {
    this.#repositories = join(rootDir, 'docker/registry/v2/repositories')
    this.#blobs = join(rootDir, 'docker/registry/v2/blobs')
  }

  /** First parts of paths: `docker.io`, `ghcr.io`, … */
  hosts(): Promise<string[]> {
    return directories(this.#repositories)
  }

  /** Stored names at or below a path, sorted as the registry does: `docker.io/library/nginx`. */
  async repositories(below: string): Promise<string[]> {
    const names = await directories(join(this.#repositories, below))
    const isRepository = names.includes('_manifests')
    const children = names.filter((name) => !name.startsWith('_')).map((name) => `${below}/${name}`)
    const nested = await Promise.all(children.map((child) => this.repositories(child)))
    return [...(isRepository ? [below] : []), ...nested.flat()]
  }

  async tags(repository: string): Promise<StoredTag[]> {
    const folder = join(this.#repositories, repository, '_manifests/tags')
    const names = await directories(folder)
    const tags = await Promise.all(names.map((name) => readTag(folder, name)))
    return tags.filter((tag) => tag !== undefined)
  }

  tagNames(repository: string): Promise<string[]> {
    return directories(join(this.#repositories, repository, '_manifests/tags'))
  }

  /** Digests of the manifests and of the layers that a repository holds. */
  async links(repository: string): Promise<{ manifests: string[]; layers: string[] }> {
    const path = join(this.#repositories, repository)
    const [manifests, layers] = await Promise.all([
      directories(join(path, '_manifests/revisions/sha256')),
      directories(join(path, '_layers/sha256')),
    ])
    return {
      manifests: manifests.map((hex) => `sha256:${hex}`),
      layers: layers.map((hex) => `sha256:${hex}`),
    }
  }

  /** Received so far by uploads that are not finished. */
  async uploadBytes(repository: string): Promise<number> {
    const folder = join(this.#repositories, repository, '_uploads')
    const ids = await directories(folder)
    const sizes = await Promise.all(ids.map((id) => fileBytes(join(folder, id, 'data'))))
    return sizes.reduce((sum, bytes) => sum + bytes, 0)
  }

  /** 0 for a blob that is not there. */
  blobBytes(digest: string): Promise<number> {
    return fileBytes(this.#blobPath(digest))
  }

  /** `undefined` for one that is not there. */
  async readManifest(digest: string): Promise<unknown> {
    const text = await readFile(this.#blobPath(digest), 'utf8').catch(() => undefined)
    return text === undefined ? undefined : (JSON.parse(text) as unknown)
  }

  /** The last bytes of a blob. */
  async readBlobEnd(digest: string, bytes: number): Promise<Buffer> {
    const file = await open(this.#blobPath(digest))
    try {
      const { size } = await file.stat()
      const buffer = Buffer.alloc(Math.min(bytes, size))
      await file.read(buffer, 0, buffer.length, size - buffer.length)
      return buffer
    } finally {
      await file.close()
    }
  }

  /** A repository, and nothing below it. */
  async removeOnly(repository: string): Promise<void> {
    const parts = await directories(join(this.#repositories, repository))
    const own = parts.filter((name) => name.startsWith('_'))
    for (const name of own) await this.removeBelow(join(repository, name))
  }

  /** A repository and all below it. What no other repository uses goes when the registry's garbage is collected. */
  async removeBelow(path: string): Promise<void> {
    await rm(join(this.#repositories, path), { recursive: true, force: true })
  }

  /** Of a Hub that was ended: nobody can go on with them. */
  async removeUploads(): Promise<void> {
    for (const host of await this.hosts()) await this.#removeUploadsBelow(host)
  }

  async #removeUploadsBelow(path: string): Promise<void> {
    const names = await directories(join(this.#repositories, path))
    if (names.includes('_uploads')) await this.removeBelow(join(path, '_uploads'))
    const children = names.filter((name) => !name.startsWith('_'))
    for (const name of children) await this.#removeUploadsBelow(join(path, name))
  }

  #blobPath(digest: string): string {
    const [algorithm, hex] = digest.split(':') as [string, string]
    return join(this.#blobs, algorithm, hex.slice(0, 2), hex, 'data')
  }
}

/** `undefined` for one that is just being deleted. */
async function readTag(folder: string, name: string): Promise<StoredTag | undefined> {
  const link = join(folder, name, 'current/link')
  try {
    const [digest, { mtimeMs }] = await Promise.all([readFile(link, 'utf8'), stat(link)])
    return { name, digest, pushedAt: Math.round(mtimeMs) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function directories(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(ignoreMissing)
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

async function fileBytes(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

function ignoreMissing(error: unknown): Dirent[] {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
  throw error
}
