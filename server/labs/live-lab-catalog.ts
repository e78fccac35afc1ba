import { watch } from 'node:fs'
import type { Logger } from '../lib/logger.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { createLabCatalog } from './lab-catalog.ts'
import { loadLabs } from './load-labs.ts'

/** Editors write a file in several steps. */
const SETTLE_MS = 150

/** The labs of a folder as they are now, for whoever writes them. While they have mistakes, the last good ones stay. */
export class LiveLabCatalog implements LabCatalog, Disposable {
  readonly #directory: string
  readonly #log: Logger
  readonly #listeners = new Set<() => void>()
  readonly #stop = new DisposableStack()
  #catalog: LabCatalog
  #settling: NodeJS.Timeout | undefined

  private constructor(directory: string, catalog: LabCatalog, log: Logger) {
    this.#directory = directory
    this.#catalog = catalog
    this.#log = log
    const watcher = watch(directory, { recursive: true }, () => {
      clearTimeout(this.#settling)
      this.#settling = setTimeout(() => void this.#reload(), SETTLE_MS)
    })
    watcher.on('error', (error) => log.warn({ err: error }, 'labs are not watched any more'))
    this.#stop.defer(() => watcher.close())
    this.#stop.defer(() => clearTimeout(this.#settling))
  }

  /** Throws a ContentError for labs that are wrong from the start. */
  static async open(directory: string, log: Logger): Promise<LiveLabCatalog> {
    return new LiveLabCatalog(directory, createLabCatalog(await loadLabs(directory)), log)
  }

  labs(): ReturnType<LabCatalog['labs']> {
    return this.#catalog.labs()
  }

  chapter(ids: Parameters<LabCatalog['chapter']>[0]): ReturnType<LabCatalog['chapter']> {
    return this.#catalog.chapter(ids)
  }

  /** Called after each change that is without mistakes. */
  onChange(listener: () => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  [Symbol.dispose](): void {
    this.#stop.dispose()
  }

  async #reload(): Promise<void> {
    try {
      this.#catalog = createLabCatalog(await loadLabs(this.#directory))
    } catch (error) {
      // Also for the author, who has the log before their eyes.
      this.#log.warn(`labs are not reloaded:\n${error instanceof Error ? error.message : String(error)}`)
      return
    }
    this.#log.info('labs reloaded')
    for (const listener of [...this.#listeners]) listener()
  }
}
