import { LabError } from '../protocol/errors.ts'

/** HTTP status of an answer of the Engine that dockerode threw; `undefined` when there was no answer. */
export function engineStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

/** True when the thing that was to be removed is gone, or about to be: 404, 304 not modified, 409 in progress. */
export function isAlreadyGone(error: unknown): boolean {
  const status = engineStatus(error)
  return status === 404 || status === 304 || status === 409
}

/** What the engine tells of a thing, or `undefined` when there is no such thing (404). */
export async function findOnEngine<T>(inspection: Promise<T>): Promise<T | undefined> {
  try {
    return await inspection
  } catch (error) {
    if (engineStatus(error) === 404) return undefined
    throw error
  }
}

/** For `catch` of a removal. */
export function ignoreGone(error: unknown): void {
  if (!isAlreadyGone(error)) throw error
}

/**
 * Runs a call to the lab engine about one instance. No answer → ENGINE_UNAVAILABLE; 404, and 409 for a container
 * that is not running → INSTANCE_NOT_FOUND; everything else passes as it is.
 */
export async function callEngine<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const status = engineStatus(error)
    if (status === 404 || status === 409) throw new LabError('INSTANCE_NOT_FOUND', { cause: error })
    throw unlessUnavailable(error)
  }
}

/** The error itself, or ENGINE_UNAVAILABLE when it is the lack of an answer. */
export function unlessUnavailable(error: unknown): unknown {
  if (engineStatus(error) !== undefined || !isConnectionError(error)) return error
  return new LabError('ENGINE_UNAVAILABLE', { cause: error, retryAfterSeconds: 5 })
}

const CONNECTION_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'EACCES', 'ETIMEDOUT'])

/** True for the lack of an answer, false for whatever the Engine said. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return typeof error.code === 'string' && CONNECTION_ERRORS.has(error.code)
}
