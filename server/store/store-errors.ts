import { LabError } from '../protocol/errors.ts'

/** Primary result codes (sqlite.org/rescode.html): an error while reading or writing the file; no room. */
const SQLITE_IOERR = 10
const SQLITE_FULL = 13
/** An extended code carries its primary code in its lowest byte. */
const PRIMARY_CODE = 0xff

/** STORAGE_FULL for a write that found no room; everything else as it is. What is committed is not hurt by either. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error
  const code = error.errcode & PRIMARY_CODE
  if (code !== SQLITE_FULL && code !== SQLITE_IOERR) return error
  return new LabError('STORAGE_FULL', { cause: error, retryAfterSeconds: 60 })
}
