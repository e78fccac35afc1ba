import type { Readable } from 'node:stream'
import type { InstanceId } from '../domain/instance.ts'
import type { FileState, SavedFile, TextFile, UploadedFile } from '../protocol/files.ts'

/** A file of an instance: `path` is absolute, or begins in the current folder of the terminal's shell. */
export interface FilePlace {
  terminal: number
  path: string
}

export interface Upload {
  terminal: number
  /** Without a folder: it lands in the shell's own. */
  name: string
  isReplacing: boolean
}

export interface Download {
  path: string
  size: number
  /** Exactly `size` bytes, or an error. Whoever does not read it to its end destroys it. */
  data: Readable
}

export type SaveOutcome =
  | ({ status: 'saved' } & SavedFile)
  /** Somebody else was faster; `version` is what is there now, null when it was removed. */
  | { status: 'changed'; version: string | null }

/**
 * Reads and writes files of a running instance as its root. Rejects with the codes of `protocol/errors.ts` for
 * files, INSTANCE_NOT_FOUND when the instance is gone, TRANSFER_FAILED when it does not answer as it should, and the
 * signal's reason. Whatever it answers comes from a machine that its participant may have changed.
 */
export interface InstanceFiles {
  /** All or nothing. Reads `data` only once the instance is ready to take it, and never destroys it. */
  upload(id: InstanceId, upload: Upload, data: Readable, signal: AbortSignal): Promise<UploadedFile>
  download(id: InstanceId, place: FilePlace, signal: AbortSignal): Promise<Download>
  /** A file that does not exist has an empty text and no version. */
  readText(id: InstanceId, place: FilePlace, signal: AbortSignal): Promise<TextFile>
  /** Writes only over the version that is named; null: only where there is no file. Keeps mode and owner. */
  saveText(
    id: InstanceId,
    place: FilePlace,
    change: { text: string; version: string | null },
    signal: AbortSignal,
  ): Promise<SaveOutcome>
  /** Now; or, with `wait`, as soon as the version is not `known`, and when the time is over. */
  state(id: InstanceId, place: FilePlace, signal: AbortSignal, wait?: FileWait): Promise<FileState>
}

export interface FileWait {
  known: string | null
  seconds: number
}
