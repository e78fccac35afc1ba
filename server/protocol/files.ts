import { z } from 'zod'
import { FIRST_TERMINAL, terminalNumberSchema } from './ids.ts'
import { MAX_FILE_NAME_BYTES, MAX_FILE_WAIT_SECONDS, MAX_PATH_BYTES, MAX_TEXT_BYTES } from './limits.ts'

/** Files of an instance, as they cross the wire: names and paths that the browser sends, answers that it gets. */

const NUL = '\0'

/** Of the text as UTF-8, which is what file systems and limits count. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0)!
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

/** A lone half of a surrogate pair has no UTF-8, and would reach the disk as something else. */
function isPlain(text: string): boolean {
  return !text.includes(NUL) && text.isWellFormed()
}

export const fileNameSchema = z
  .string()
  .min(1)
  .refine((name) => isPlain(name) && !name.includes('/') && name !== '.' && name !== '..', {
    error: 'a name of a file, without a folder',
  })
  .refine((name) => utf8Length(name) <= MAX_FILE_NAME_BYTES, {
    error: `a name has ${MAX_FILE_NAME_BYTES} bytes at most`,
  })

export const filePathSchema = z
  .string()
  .min(1)
  .refine((path) => isPlain(path) && utf8Length(path) <= MAX_PATH_BYTES, {
    error: `a path has ${MAX_PATH_BYTES} bytes at most, none of them 0`,
  })

/** Whose folder a relative path begins in. In a query, so it comes as text. */
const terminal = z.coerce.number().pipe(terminalNumberSchema).default(FIRST_TERMINAL)

/** A hash of the content, or what else changes with it; compared, never read. */
export const fileVersionSchema = z.string().min(1).max(100)

const path = z.string().max(MAX_PATH_BYTES)
const size = z.number().int().nonnegative()

export const placeQuerySchema = z.object({ path: filePathSchema, terminal })

export const uploadQuerySchema = z.object({
  name: fileNameSchema,
  terminal,
  overwrite: z.stringbool().default(false),
})

/** `known`: the answer waits until the version is another one, `wait` seconds at most. `absent`: there was none. */
export const versionQuerySchema = placeQuerySchema.extend({
  known: fileVersionSchema.or(z.literal('absent')).optional(),
  wait: z.coerce.number().int().min(0).max(MAX_FILE_WAIT_SECONDS).default(MAX_FILE_WAIT_SECONDS),
})

/** Where it has landed. */
export const uploadedFileSchema = z.object({ path, size })
export type UploadedFile = z.infer<typeof uploadedFileSchema>

/** `version` null: there is no such file yet; saving makes it. `path` is absolute. */
export const textFileSchema = z.object({ path, text: z.string(), version: fileVersionSchema.nullable() })
export type TextFile = z.infer<typeof textFileSchema>

/** `version`: the one that the text was made from; null makes a new file, and only a new one. */
export const saveBodySchema = z.strictObject({
  text: z.string().max(MAX_TEXT_BYTES),
  version: fileVersionSchema.nullable(),
})
export type SaveBody = z.infer<typeof saveBodySchema>

export const savedFileSchema = z.object({ path, version: fileVersionSchema })
export type SavedFile = z.infer<typeof savedFileSchema>

/** Beside the error FILE_CHANGED: what is there now. */
export const changedFileSchema = z.object({
  error: z.object({ code: z.literal('FILE_CHANGED'), message: z.string() }),
  version: fileVersionSchema.nullable(),
})
export type ChangedFile = z.infer<typeof changedFileSchema>

/** Both null: there is no such file. */
export const fileStateSchema = z.object({
  path,
  version: fileVersionSchema.nullable(),
  size: size.nullable(),
})
export type FileState = z.infer<typeof fileStateSchema>
