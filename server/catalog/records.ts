import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtRepositorySchema, type BuiltRepository } from './built-catalog.ts'
import type { Layout } from './layout.ts'

/** Two checkouts on a machine, one in use and one under test, must not make each other build again. */
const KEPT_OLDER = 2

/** What was built of each recipe: `<recipe>-<key>.json`. */
export class Records {
  readonly #folder: string
  readonly #layout: Layout

  constructor(folder: string, layout: Layout) {
    this.#folder = folder
    this.#layout = layout
  }

  /** Undefined also when a blob of it is gone. */
  async find(recipe: string, key: string): Promise<BuiltRepository | undefined> {
    const text = await readFile(this.#path(recipe, key), 'utf8').catch(() => undefined)
    if (text === undefined) return undefined
    const built = builtRepositorySchema.safeParse(JSON.parse(text))
    if (!built.success) return undefined
    const blobs = new Map(blobsOf(built.data).map((blob) => [blob.digest, blob]))
    const found = await Promise.all([...blobs.values()].map((blob) => this.#layout.has(blob)))
    return found.every(Boolean) ? built.data : undefined
  }

  async add(key: string, built: BuiltRepository): Promise<void> {
    const path = this.#path(built.recipe, key)
    await writeFile(`${path}.part`, JSON.stringify(built))
    await rename(`${path}.part`, path)
  }

  /** Removes all but `current` and a few older ones, and answers with the digests that what remains needs. */
  async prune(current: { recipe: string; key: string }[]): Promise<Set<string>> {
    const kept = new Set(current.map(({ recipe, key }) => `${recipe}-${key}.json`))
    const older = new Map<string, { name: string; mtimeMs: number }[]>()
    for (const name of (await readdir(this.#folder)).filter((file) => !kept.has(file))) {
      const recipe = name.slice(0, name.lastIndexOf('-'))
      const { mtimeMs } = await stat(join(this.#folder, name))
      older.set(recipe, [...(older.get(recipe) ?? []), { name, mtimeMs }])
    }
    for (const files of older.values()) {
      const newestFirst = files.toSorted((one, other) => other.mtimeMs - one.mtimeMs)
      for (const { name } of newestFirst.slice(0, KEPT_OLDER)) kept.add(name)
      for (const { name } of newestFirst.slice(KEPT_OLDER)) await rm(join(this.#folder, name))
    }
    const digests = new Set<string>()
    for (const name of kept) {
      const text = await readFile(join(this.#folder, name), 'utf8').catch(() => undefined)
      const built = text === undefined ? undefined : builtRepositorySchema.safeParse(JSON.parse(text))
      for (const { digest } of built?.success ? blobsOf(built.data) : []) digests.add(digest)
    }
    return digests
  }

  #path(recipe: string, key: string): string {
    return join(this.#folder, `${recipe}-${key}.json`)
  }
}

export function blobsOf({ tags }: BuiltRepository): { digest: string; sizeBytes: number }[] {
  return tags.flatMap(({ index, platforms }) => [
    index,
    ...platforms.flatMap(({ manifest, config, layers }) => [manifest, config, ...layers]),
  ])
}
