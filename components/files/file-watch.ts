import type { FilesApi } from './file-request.ts'

/** Between two questions, also when the answer comes at once: a log that grows is not read without end. */
const PAUSE_MS = 2_000
/** After a question that was not answered. */
const RETRY_MS = 5_000

export interface FileWatchOptions {
  path: string
  api: Pick<FilesApi, 'state'>
  known: () => string | null
  onVersion: (version: string | null) => void | Promise<void>
}

/**
 * Asks again and again for another version than the known one; the broker answers as soon as there is one, so that this
 * costs little. Ends when disposed.
 */
export class FileWatch {
  readonly #options: FileWatchOptions
  readonly #controller = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: FileWatchOptions) {
    this.#options = options
    void this.#ask()
  }

  dispose(): void {
    this.#controller.abort(new Error('nobody watches'))
    clearTimeout(this.#timer)
  }

  async #ask(): Promise<void> {
    const { path, api, known, onVersion } = this.#options
    const { signal } = this.#controller
    let pauseMs = PAUSE_MS
    try {
      const { version } = await api.state(path, { known: known(), signal })
      if (signal.aborted) return
      if (version !== known()) await onVersion(version)
    } catch {
      // Away for a moment, or gone for good, which the page tells elsewhere.
      pauseMs = RETRY_MS
    }
    if (!signal.aborted) this.#timer = setTimeout(() => void this.#ask(), pauseMs)
  }
}
