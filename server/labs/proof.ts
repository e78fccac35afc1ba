import { z } from 'zod'
import type { Chapter } from '../domain/lab.ts'
import { chapterIdSchema } from '../protocol/ids.ts'
import type { Proven } from '../protocol/lab.ts'

/** In a lab's folder: written by `npm run lab -- solve`, shown on each chapter. */
export const PROOF_FILE = 'proven.json'

const proofSchema = z.strictObject({
  /** Of the chapter that was played: see `Chapter.digest`. */
  digest: z.string(),
  date: z.iso.datetime(),
  commit: z.string(),
  versions: z.strictObject({ engine: z.string(), registry: z.string(), buildx: z.string() }),
})
const proofFileSchema = z.record(chapterIdSchema, proofSchema)
export type Proof = z.infer<typeof proofSchema>
export type Proofs = z.infer<typeof proofFileSchema>

export type ProofReading = { ok: true; value: Proofs } | { ok: false; reason: string }

/** No file: nothing is proven. */
export function readProofs(text: string | undefined): ProofReading {
  if (text === undefined) return { ok: true, value: {} }
  try {
    return { ok: true, value: proofFileSchema.parse(JSON.parse(text)) }
  } catch {
    return { ok: false, reason: 'cannot be read: remove it, and let `npm run lab -- solve` write it again' }
  }
}

export function provenOf({ id, digest }: Pick<Chapter, 'id' | 'digest'>, proofs: Proofs): Proven | null {
  const proof = proofs[id]
  if (!proof) return null
  const { date, commit, versions } = proof
  return { date, commit, versions, isCurrent: proof.digest === digest }
}
