import type { AccountRecord } from './control-protocol.ts'
import type { CatalogIndex } from './catalog-index.ts'
import { MANIFEST_OVERHEAD_BYTES } from './limits.ts'
import { RegistryError } from './registry-errors.ts'
import { registryOf } from './registry.ts'
import type { Storage } from './storage.ts'

/** What each account stores. Layers that it shares with the catalogue take no room and are not counted. */
export class Quota {
  readonly #storage: Storage
  readonly #catalog: CatalogIndex
  readonly #quotaBytes: number
  /** Measured once, then counted along; forgotten when something is removed. */
  readonly #used = new Map<string, Promise<{ bytes: number }>>()
  #catalogLayers: Promise<{ key: string; layers: Set<string> }> | undefined

  constructor(options: { storage: Storage; catalog: CatalogIndex; quotaBytes: number }) {
    this.#storage = options.storage
    this.#catalog = options.catalog
    this.#quotaBytes = options.quotaBytes
  }

  /** Counts bytes that the account is about to store. Throws DENIED when that is more than it may. */
  async open(account: AccountRecord): Promise<(bytes: number) => void> {
    const used = await this.#usage(account)
    const count = (bytes: number): void => {
      used.bytes += bytes
      if (used.bytes <= this.#quotaBytes) return
      const message =
        `this session may store ${gib(this.#quotaBytes)} in the lab's registries, and that is used up; ` +
        'delete tags that you no longer need'
      throw new RegistryError('DENIED', { message })
    }
    count(0)
    return count
  }

  forget(account: AccountRecord): void {
    this.#used.delete(account.username)
  }

  #usage(account: AccountRecord): Promise<{ bytes: number }> {
    let usage = this.#used.get(account.username)
    if (!usage) {
      usage = this.#measure(account)
      this.#used.set(account.username, usage)
    }
    return usage
  }

  async #measure(account: AccountRecord): Promise<{ bytes: number }> {
    const shared = await this.#layersOfCatalog()
    const blobs = new Set<string>()
    let bytes = 0
    for (const place of await placesOf(account, this.#storage)) {
      for (const repository of await this.#storage.repositories(place)) {
        const { manifests, layers } = await this.#storage.links(repository)
        const tags = await this.#storage.tagNames(repository)
        bytes += (manifests.length + tags.length) * MANIFEST_OVERHEAD_BYTES
        bytes += await this.#storage.uploadBytes(repository)
        for (const digest of [...manifests, ...layers]) blobs.add(digest)
      }
    }
    for (const digest of blobs) if (!shared.has(digest)) bytes += await this.#storage.blobBytes(digest)
    return { bytes }
  }

  async #layersOfCatalog(): Promise<Set<string>> {
    const { key } = this.#catalog
    const known = await this.#catalogLayers
    if (known?.key === key) return known.layers
    this.#catalogLayers = this.#readCatalogLayers(key)
    return (await this.#catalogLayers).layers
  }

  async #readCatalogLayers(key: string): Promise<{ key: string; layers: Set<string> }> {
    const repositories = this.#catalog.entries().map(({ host, name }) => `${host}/${name}`)
    const links = await Promise.all(repositories.map((repository) => this.#storage.links(repository)))
    return { key, layers: new Set(links.flatMap(({ layers }) => layers)) }
  }
}

/** Paths below which an account's repositories are, on all hosts. */
export async function placesOf(account: AccountRecord, storage: Storage): Promise<string[]> {
  const hosts = await storage.hosts()
  return hosts.flatMap((host) => {
    const registry = registryOf(host)
    if (!registry) return []
    if (registry.kind === 'amazon') return registry.awsAccountId === account.awsAccountId ? [host] : []
    if (registry.kind === 'azure') return registry.azureName === account.azureRegistry ? [host] : []
    return [`${host}/${account.username}`]
  })
}

function gib(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`
}
