import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { EventEmitter, once } from 'node:events'
import { Readable } from 'node:stream'
import type { InstanceId } from '../domain/instance.ts'
import type {
  Download,
  FilePlace,
  FileWait,
  InstanceFiles,
  SaveOutcome,
  Upload,
} from '../ports/instance-files.ts'
import { LabError } from '../protocol/errors.ts'
import type { FileState, TextFile, UploadedFile } from '../protocol/files.ts'
import { MAX_FILE_BYTES } from '../protocol/limits.ts'

/** Files in memory, the same for every instance. Paths that end in a slash are folders. */
export class FakeFiles implements InstanceFiles {
  readonly content = new Map<string, Buffer>([
    ['/root/', Buffer.alloc(0)],
    ['/etc/docker/', Buffer.alloc(0)],
  ])
  /** Current folders of the shells, by number of the terminal. */
  readonly folders = new Map<number, string>()
  /** Callers of `state` that wait for a change. */
  waiting = 0
  readonly #changes = new EventEmitter()

  write(path: string, content: string | Buffer): void {
    this.content.set(path, Buffer.from(content))
    this.#changes.emit('change')
  }

  text(path: string): string | undefined {
    return this.content.get(path)?.toString()
  }

  async upload(_id: InstanceId, upload: Upload, data: Readable, signal: AbortSignal): Promise<UploadedFile> {
    const path = this.#locate({ terminal: upload.terminal, path: upload.name })
    if (this.content.has(path) && !upload.isReplacing) throw new LabError('FILE_EXISTS')
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of data.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      signal.throwIfAborted()
      size += chunk.length
      if (size > MAX_FILE_BYTES) throw new LabError('FILE_TOO_LARGE')
      chunks.push(chunk)
    }
    this.write(path, Buffer.concat(chunks))
    return { path, size }
  }

  async download(_id: InstanceId, place: FilePlace): Promise<Download> {
    const path = this.#locate(place)
    const content = this.#find(path)
    if (!content) throw new LabError('FILE_NOT_FOUND')
    return { path, size: content.length, data: Readable.from([content], { objectMode: false }) }
  }

  async readText(_id: InstanceId, place: FilePlace): Promise<TextFile> {
    const path = this.#locate(place)
    const content = this.#find(path)
    if (content?.includes(0)) throw new LabError('NOT_TEXT')
    return { path, text: content?.toString() ?? '', version: versionOf(content) }
  }

  async saveText(
    _id: InstanceId,
    place: FilePlace,
    { text, version }: { text: string; version: string | null },
  ): Promise<SaveOutcome> {
    const path = this.#locate(place)
    const present = versionOf(this.#find(path))
    if (present !== version) return { status: 'changed', version: present }
    if (!this.content.has(`${posix.dirname(path)}/`)) throw new LabError('FOLDER_NOT_FOUND')
    this.write(path, text)
    return { status: 'saved', path, version: versionOf(Buffer.from(text))! }
  }

  async state(_id: InstanceId, place: FilePlace, signal: AbortSignal, wait?: FileWait): Promise<FileState> {
    const path = this.#locate(place)
    const over = AbortSignal.any([signal, AbortSignal.timeout((wait?.seconds ?? 0) * 1000)])
    this.waiting++
    while (wait && versionOf(this.#find(path)) === wait.known && !over.aborted) {
      await once(this.#changes, 'change', { signal: over }).catch(() => undefined)
    }
    this.waiting--
    signal.throwIfAborted()
    const content = this.#find(path)
    return { path, version: versionOf(content), size: content?.length ?? null }
  }

  #locate({ terminal, path }: FilePlace): string {
    return posix.resolve(this.folders.get(terminal) ?? '/root', path)
  }

  #find(path: string): Buffer | undefined {
    if (this.content.has(`${path}/`)) throw new LabError('NOT_A_FILE')
    return this.content.get(path)
  }
}

function versionOf(content: Buffer | undefined): string | null {
  return content === undefined ? null : createHash('sha256').update(content).digest('hex')
}
