import type { Readable } from 'node:stream'
import type {
  Download,
  FilePlace,
  FileWait,
  InstanceFiles,
  SaveOutcome,
  Upload,
} from '../ports/instance-files.ts'
import { LabError } from '../protocol/errors.ts'
import { utf8Length, type FileState, type TextFile, type UploadedFile } from '../protocol/files.ts'
import type { InstanceName } from '../protocol/ids.ts'
import { MAX_TEXT_BYTES } from '../protocol/limits.ts'
import type { Recorder } from './flight-recorder.ts'
import type { LiveSession } from './live-session.ts'
import { SessionSlots } from './session-slots.ts'

/** Files of one session on their way at a time: each is a process in an instance. A page sends one after the other. */
export const MAX_TRANSFERS = 4
/** Files of one session that are waited for: one for each browser tab with an editor in view. */
export const MAX_FILE_WAITS = 8

/** Who asks: `signal` aborts when they have gone. */
export interface FileCaller {
  session: LiveSession
  instance: InstanceName
  signal: AbortSignal
}

/** Carries files between a participant and the instances of their session. Ends with the session. */
export class Files {
  readonly #files: InstanceFiles
  readonly #recorder: Recorder
  readonly #transfers = new SessionSlots(MAX_TRANSFERS)
  readonly #waits = new SessionSlots(MAX_FILE_WAITS)

  constructor(files: InstanceFiles, recorder: Recorder) {
    this.#files = files
    this.#recorder = recorder
  }

  async upload(caller: FileCaller, upload: Upload, data: Readable): Promise<UploadedFile> {
    const { id } = caller.session.requireReady(caller.instance)
    using _slot = this.#transfers.take(caller.session)
    const uploaded = await this.#files.upload(id, upload, data, untilEnd(caller))
    this.#recorder.record(caller.session.stored.id, {
      type: 'file-uploaded',
      instance: caller.instance,
      name: upload.name,
      bytes: uploaded.size,
    })
    return uploaded
  }

  /** Its place is free again when the data has been read or destroyed. */
  async download(caller: FileCaller, place: FilePlace): Promise<Download> {
    const { id } = caller.session.requireReady(caller.instance)
    using slots = new DisposableStack()
    slots.use(this.#transfers.take(caller.session))
    const download = await this.#files.download(id, place, untilEnd(caller))
    const held = slots.move()
    download.data.once('close', () => held.dispose())
    return download
  }

  async readText(caller: FileCaller, place: FilePlace): Promise<TextFile> {
    const { id } = caller.session.requireReady(caller.instance)
    using _slot = this.#transfers.take(caller.session)
    return await this.#files.readText(id, place, untilEnd(caller))
  }

  async saveText(
    caller: FileCaller,
    place: FilePlace,
    change: { text: string; version: string | null },
  ): Promise<SaveOutcome> {
    const { id } = caller.session.requireReady(caller.instance)
    if (change.text.includes('\0') || !change.text.isWellFormed()) throw new LabError('NOT_TEXT')
    if (utf8Length(change.text) > MAX_TEXT_BYTES) throw new LabError('FILE_TOO_LARGE')
    using _slot = this.#transfers.take(caller.session)
    return await this.#files.saveText(id, place, change, untilEnd(caller))
  }

  /** Waits only where a version is known to wait for the end of. */
  async state(caller: FileCaller, place: FilePlace, wait?: FileWait): Promise<FileState> {
    const { id } = caller.session.requireReady(caller.instance)
    using _slot = (wait ? this.#waits : this.#transfers).take(caller.session)
    return await this.#files.state(id, place, untilEnd(caller), wait)
  }
}

function untilEnd({ session, signal }: FileCaller): AbortSignal {
  return AbortSignal.any([session.closing.signal, signal])
}
