import type Docker from 'dockerode'
import { pipeline, type Readable } from 'node:stream'
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
import { MAX_FILE_BYTES, MAX_TEXT_BYTES } from '../protocol/limits.ts'
import { ExactBytes } from './exact-bytes.ts'
import * as answers from './file-answers.ts'
import { FileHelper, type Verb } from './file-helper.ts'
import { nextChunk } from './next-chunk.ts'
import { readText } from './read-text.ts'
import { sendFile } from './send-file.ts'
import { unlessUnavailable } from './engine-errors.ts'

/** Files by way of a helper program in each instance. */
export class DockerInstanceFiles implements InstanceFiles {
  readonly #engine: Docker

  constructor(engine: Docker) {
    this.#engine = engine
  }

  upload(id: InstanceId, upload: Upload, data: Readable, signal: AbortSignal): Promise<UploadedFile> {
    const { terminal, name, isReplacing: overwrite } = upload
    return inOurWords(signal, async () => {
      using helper = await this.#open(id, 'upload', { terminal, name, overwrite }, signal)
      await helper.answer(answers.ready)
      await sendFile(helper, data, MAX_FILE_BYTES)
      const { path, size } = await helper.answer(answers.transferred)
      return { path, size }
    })
  }

  download(id: InstanceId, place: FilePlace, signal: AbortSignal): Promise<Download> {
    return inOurWords(signal, async () => {
      const helper = await this.#open(id, 'download', { ...place, limit: MAX_FILE_BYTES }, signal)
      try {
        const { path, size } = await helper.answer(answers.transferred)
        return { path, size, data: content(helper, size) }
      } catch (error) {
        helper[Symbol.dispose]()
        throw error
      }
    })
  }

  readText(id: InstanceId, place: FilePlace, signal: AbortSignal): Promise<TextFile> {
    return inOurWords(signal, async () => {
      using helper = await this.#open(id, 'read', { ...place, limit: MAX_TEXT_BYTES }, signal)
      const { path, size, version } = await helper.answer(answers.text)
      if (size > MAX_TEXT_BYTES) throw new LabError('FILE_TOO_LARGE')
      const chunks = []
      const data = content(helper, size)
      for (let chunk; (chunk = await nextChunk(data, helper.signal)) !== null;) chunks.push(chunk)
      return { path, text: readText(Buffer.concat(chunks)), version }
    })
  }

  saveText(
    id: InstanceId,
    place: FilePlace,
    { text, version }: { text: string; version: string | null },
    signal: AbortSignal,
  ): Promise<SaveOutcome> {
    return inOurWords(signal, async () => {
      using helper = await this.#open(id, 'save', { ...place, version, limit: MAX_TEXT_BYTES }, signal)
      await helper.answer(answers.ready)
      const bytes = Buffer.from(text)
      // A frame of no length would be the end.
      if (bytes.length > 0) await helper.send(bytes)
      await helper.send(new Uint8Array())
      const answer = await helper.answer(answers.saved)
      return answer.status === 'changed'
        ? { status: 'changed', version: answer.version }
        : { status: 'saved', path: answer.path, version: answer.version }
    })
  }

  state(id: InstanceId, place: FilePlace, signal: AbortSignal, wait?: FileWait): Promise<FileState> {
    return inOurWords(signal, async () => {
      using helper = await this.#open(id, 'watch', { ...place, limit: MAX_TEXT_BYTES, ...wait }, signal)
      const { path, version, size } = await helper.answer(answers.state)
      return { path, version, size }
    })
  }

  #open(id: InstanceId, verb: Verb, request: object, signal: AbortSignal): Promise<FileHelper> {
    return FileHelper.open(this.#engine, id, { verb, request, signal })
  }
}

/** What follows the helper's answer. The helper ends when it is read, or destroyed. */
function content(helper: FileHelper, size: number): Readable {
  const data = new ExactBytes(size, helper.idle.refresh)
  const abort = (): void => void data.destroy(helper.signal.reason as Error)
  helper.signal.addEventListener('abort', abort, { once: true })
  pipeline(helper.socket, data, () => {
    helper.signal.removeEventListener('abort', abort)
    helper[Symbol.dispose]()
  })
  return data
}

/** What is neither ours to tell nor the signal's doing is a transfer that failed: instances may answer anything. */
async function inOurWords<T>(signal: AbortSignal, transfer: () => Promise<T>): Promise<T> {
  try {
    return await transfer()
  } catch (error) {
    signal.throwIfAborted()
    const known = unlessUnavailable(error)
    throw known instanceof LabError ? known : new LabError('TRANSFER_FAILED', { cause: error })
  }
}
