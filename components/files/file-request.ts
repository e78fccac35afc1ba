import type { InstanceName } from '../../server/protocol/ids.ts'
import type { FileState, SavedFile, TextFile } from '../../server/protocol/files.ts'
import { ApiError } from '../session/session-api.ts'

/** Where a path begins: the current folder of the shell in this terminal of the instance. */
export interface FileOrigin {
  instance: InstanceName
  terminal: number
}

export interface FilesApi {
  state(path: string, options?: { known?: string | null; signal?: AbortSignal }): Promise<FileState>
  readText(path: string): Promise<TextFile>
  /** Throws FileChangedError when the file is not the version that the text was made from. */
  saveText(path: string, change: { text: string; version: string | null }): Promise<SavedFile>
}

/** Somebody else was faster; `version` is what is there now, null when it was removed. */
export class FileChangedError extends ApiError {
  readonly version: string | null

  constructor(message: string, version: string | null) {
    super('FILE_CHANGED', message)
    this.version = version
  }
}

/**
 * Answers are not checked against their schemas: they come from the server that the page came from, and the texts in
 * them are shown as text whatever they are.
 */
export function createFilesApi(origin: FileOrigin): FilesApi {
  return {
    state: async (path, { known, signal } = {}) =>
      (await send('GET', fileUrl(origin, '/version', { path, ...knownQuery(known) }), {
        signal,
      })) as FileState,
    readText: async (path) => (await send('GET', fileUrl(origin, '/text', { path }))) as TextFile,
    saveText: async (path, change) =>
      (await send('PUT', fileUrl(origin, '/text', { path }), { body: JSON.stringify(change) })) as SavedFile,
  }
}

function knownQuery(known: string | null | undefined): Record<string, string> {
  return known === undefined ? {} : { known: known ?? 'absent' }
}

export function fileUrl(
  { instance, terminal }: FileOrigin,
  below: '' | '/text' | '/version',
  query: Record<string, string>,
): string {
  const parameters = new URLSearchParams({ terminal: String(terminal), ...query })
  return `/api/session/instances/${instance}/files${below}?${parameters.toString()}`
}

async function send(
  method: string,
  url: string,
  { body, signal }: { body?: string; signal?: AbortSignal | undefined } = {},
): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(url, {
      method,
      cache: 'no-store',
      signal: signal ?? null,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body }),
    })
  } catch (cause) {
    signal?.throwIfAborted()
    throw offline(cause)
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  throw errorOf(response.status, answer)
}

export function offline(cause?: unknown): ApiError {
  return new ApiError('OFFLINE', 'Drydock does not answer. Try again when it does.', { cause })
}

/** What a refusal says, or its status when it says nothing. */
export function errorOf(status: number, answer: unknown): ApiError {
  const { error, version } = (answer ?? {}) as {
    error?: { code?: unknown; message?: unknown }
    version?: string | null
  }
  if (typeof error?.code !== 'string' || typeof error.message !== 'string') {
    return new ApiError('INTERNAL', `Drydock answered with status ${status}. Try again in a moment.`)
  }
  if (error.code === 'FILE_CHANGED') return new FileChangedError(error.message, version ?? null)
  return new ApiError(error.code, error.message)
}
