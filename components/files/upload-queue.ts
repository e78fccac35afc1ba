import type { UploadedFile } from '../../server/protocol/files.ts'
import { MAX_FILE_BYTES } from '../../server/protocol/limits.ts'
import { ApiError, explain } from '../session/session-api.ts'
import { FOLDER_REFUSED, type DroppedFiles } from './dropped-files.ts'
import type { UploadOptions } from './upload-file.ts'

export interface UploadItem {
  id: number
  name: string
  totalBytes: number
  state:
    | { status: 'waiting' }
    | { status: 'uploading'; sentBytes: number }
    /** There is a file of that name. */
    | { status: 'asking' }
    | { status: 'done'; path: string }
    | { status: 'failed'; message: string; isRetryable: boolean }
}

export interface UploadQueueOptions {
  upload: (options: Omit<UploadOptions, 'origin'> & { terminal: number }) => Promise<UploadedFile>
  /** So that a large file is not sent only to hear that there is one of its name. */
  exists: (options: { name: string; terminal: number; signal: AbortSignal }) => Promise<boolean>
}

interface Job {
  file: File
  terminal: number
  isReplacing: boolean
}

/** Files on their way into one instance, one after the other. A question about one does not hold up the rest. */
export class UploadQueue {
  readonly #options: UploadQueueOptions
  readonly #jobs = new Map<number, Job>()
  readonly #listeners = new Set<() => void>()
  #items: readonly UploadItem[] = []
  #lastId = 0
  #running: { id: number; controller: AbortController } | undefined

  constructor(options: UploadQueueOptions) {
    this.#options = options
  }

  readonly items = (): readonly UploadItem[] => this.#items

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** `terminal`: the one whose shell's folder they are to land in. */
  add({ files, folders }: DroppedFiles, terminal: number): void {
    for (const name of folders) this.#append(name, 0, failure(FOLDER_REFUSED))
    for (const file of files) {
      // As Linux writes it; macOS hands over accents as characters of their own.
      const name = file.name.normalize('NFC')
      if (file.size > MAX_FILE_BYTES) {
        this.#append(name, file.size, failure(TOO_LARGE))
        continue
      }
      const id = this.#append(name, file.size, { status: 'waiting' })
      this.#jobs.set(id, { file, terminal, isReplacing: false })
    }
    this.#next()
  }

  /** The answer to the question. */
  replace(id: number): void {
    const job = this.#jobs.get(id)
    if (!job) return
    this.#jobs.set(id, { ...job, isReplacing: true })
    this.retry(id)
  }

  retry(id: number): void {
    if (this.#jobs.has(id)) this.#update(id, { status: 'waiting' })
    this.#next()
  }

  /** Stops it when it is on its way, and forgets it. */
  remove(id: number): void {
    this.#jobs.delete(id)
    this.#set(this.#items.filter((item) => item.id !== id))
    if (this.#running?.id === id) this.#running.controller.abort(new Error('cancelled'))
  }

  /** Stops what is on its way, and forgets everything. */
  dispose(): void {
    for (const { id } of this.#items) this.remove(id)
  }

  #next(): void {
    if (this.#running) return
    const item = this.#items.find(({ state }) => state.status === 'waiting')
    const job = item && this.#jobs.get(item.id)
    if (job) void this.#run(item, job)
  }

  async #run({ id, name }: UploadItem, { file, terminal, isReplacing }: Job): Promise<void> {
    const controller = new AbortController()
    const { signal } = controller
    this.#running = { id, controller }
    this.#update(id, { status: 'uploading', sentBytes: 0 })
    try {
      if (!isReplacing && (await this.#options.exists({ name, terminal, signal }))) {
        this.#update(id, { status: 'asking' })
        return
      }
      const onProgress = (sentBytes: number) => this.#update(id, { status: 'uploading', sentBytes })
      const { path } = await this.#options.upload({ file, name, terminal, isReplacing, onProgress, signal })
      this.#jobs.delete(id)
      this.#update(id, { status: 'done', path })
    } catch (error) {
      if (!signal.aborted) this.#update(id, stateAfter(error))
    } finally {
      this.#running = undefined
      this.#next()
    }
  }

  #append(name: string, totalBytes: number, state: UploadItem['state']): number {
    const id = ++this.#lastId
    this.#set([...this.#items, { id, name, totalBytes, state }])
    return id
  }

  #update(id: number, state: UploadItem['state']): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, state } : item)))
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items
    for (const listener of [...this.#listeners]) listener()
  }
}

const TOO_LARGE = 'Too large: a file may have 100 MiB.'

function failure(message: string): UploadItem['state'] {
  return { status: 'failed', message, isRetryable: false }
}

/** A file of that name may have come while this one was on its way. */
function stateAfter(error: unknown): UploadItem['state'] {
  if (error instanceof ApiError && error.code === 'FILE_EXISTS') return { status: 'asking' }
  return { status: 'failed', message: explain(error), isRetryable: true }
}
