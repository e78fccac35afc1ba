import { z } from 'zod'
import { LabError } from '../protocol/errors.ts'
import { fileVersionSchema } from '../protocol/files.ts'
import { MAX_FILE_BYTES, MAX_PATH_BYTES } from '../protocol/limits.ts'

/** What the helper in an instance (images/instance/bin/file-transfer) may answer; anything else is a failure. */

const REFUSALS = [
  'FILE_NOT_FOUND',
  'FOLDER_NOT_FOUND',
  'NOT_A_FILE',
  'FILE_EXISTS',
  'FILE_TOO_LARGE',
  'FILE_REFUSED',
  'DISK_FULL',
] as const

const path = z.string().startsWith('/').max(MAX_PATH_BYTES)
const size = z.number().int().min(0)
const version = fileVersionSchema

export const ready = z.object({ status: z.literal('ready') })
export const transferred = z.object({ status: z.literal('ok'), path, size: size.max(MAX_FILE_BYTES) })
export const text = transferred.extend({ version: version.nullable() })
export const saved = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), path, version }),
  z.object({ status: z.literal('changed'), version: version.nullable() }),
])
export const state = z.object({
  status: z.literal('ok'),
  path,
  version: version.nullable(),
  size: size.nullable(),
})

const refused = z.object({ status: z.literal('refused'), code: z.enum(REFUSALS) })

/** Throws the refusal, in our words. */
export function parseAnswer<T>(schema: z.ZodType<T>, line: string): T {
  const json: unknown = JSON.parse(line)
  const refusal = refused.safeParse(json)
  if (refusal.success) throw new LabError(refusal.data.code)
  return schema.parse(json)
}
