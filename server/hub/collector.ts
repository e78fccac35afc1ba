import type { IncomingMessage } from 'node:http'
import { KeyedLock } from '../lib/keyed-lock.ts'
import { SharedLock } from '../lib/shared-lock.ts'
import type { Logger } from '../lib/logger.ts'
import { PUSH_WINDOW_MS } from './limits.ts'
import type { RegistryProcess } from './registry-process.ts'
import type { Storage } from './storage.ts'
import { discard, type Upstream } from './upstream.ts'

/** Repository of the real registry that no host leads to. */
const GUARD = 'drydock-guard'

export interface CollectorOptions {
  storage: Storage
  upstream: Upstream
  registry: Pick<RegistryProcess, 'collectGarbage'>
  now: () => number
  log: Logger
}

/**
 * Runs the registry's garbage collection beside pushes. It removes each blob that no manifest names; so what a push
 * has stored before its manifest comes is named, for that time, by a manifest of ours. Whatever adds a blob or
 * tells that one is there waits while it runs.
 */
export class Collector {
  readonly #options: CollectorOptions
  readonly #lock = new SharedLock()
  readonly #repositories = new KeyedLock()
  /** Digest → where it is, and when a push last relied on it. */
  readonly #inPush = new Map<string, { repository: string; at: number }>()

  constructor(options: CollectorOptions) {
    this.#options = options
  }

  /**
   * For every request by which a push stores something or is told that it need not. What `reliesOn` makes of the answer
   * is kept until its manifest comes. Those of one repository go one after the other: the registry writes a link to
   * a blob anew for each push, by emptying it first, and a manifest that comes in that moment is refused
   * (https://github.com/distribution/distribution, `filesystem.PutContent` of 2.8).
   */
  whileKept(
    repository: string,
    task: () => Promise<IncomingMessage>,
    reliesOn: (answer: IncomingMessage) => string | undefined = () => undefined,
  ): Promise<IncomingMessage> {
    return this.#lock.shared(async () => {
      const answer = await this.#repositories.run(repository, task)
      const digest = reliesOn(answer)
      // Before a collection can begin.
      if (digest) this.#inPush.set(digest, { repository, at: this.#options.now() })
      return answer
    })
  }

  async collect(): Promise<void> {
    await this.#lock.exclusive(async () => {
      const { storage, registry, log } = this.#options
      // The registry takes the lack of any repository for a failure.
      if ((await storage.hosts()).length === 0) return
      const startedMs = performance.now()
      const guarded = await this.#guardPushes()
      try {
        await registry.collectGarbage()
      } finally {
        await storage.removeBelow(GUARD)
      }
      log.info({ guarded, ms: Math.round(performance.now() - startedMs) }, 'garbage collected')
    })
  }

  /** How many blobs are guarded. */
  async #guardPushes(): Promise<number> {
    const oldest = this.#options.now() - PUSH_WINDOW_MS
    const layers: { mediaType: string; digest: string; size: number }[] = []
    for (const [digest, { repository, at }] of [...this.#inPush]) {
      const size = await this.#options.storage.blobBytes(digest)
      if (at < oldest || size === 0) this.#inPush.delete(digest)
      else if (await this.#mount(digest, repository)) {
        layers.push({ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest, size })
      }
    }
    if (layers.length > 0) await this.#putGuard(layers)
    return layers.length
  }

  async #mount(digest: string, repository: string): Promise<boolean> {
    const query = new URLSearchParams({ mount: digest, from: repository })
    const answer = await this.#options.upstream.send({
      method: 'POST',
      path: `/v2/${GUARD}/blobs/uploads/?${query}`,
    })
    discard(answer)
    return answer.statusCode === 201
  }

  async #putGuard(layers: object[]): Promise<void> {
    const { upstream } = this.#options
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      // A blob that is there in any case: nobody reads this image.
      config: layers[0],
      layers,
    }
    const answer = await upstream.send({
      method: 'PUT',
      path: `/v2/${GUARD}/manifests/guard`,
      headers: { 'content-type': manifest.mediaType },
      body: Buffer.from(JSON.stringify(manifest)),
    })
    discard(answer)
    // Better not to collect than to lose a push.
    if (answer.statusCode !== 201) throw new Error(`the guard was refused with status ${answer.statusCode}`)
  }
}
