import { z } from 'zod'
import { oneLine } from './one-line.ts'

/**
 * Passkeys (https://www.w3.org/TR/webauthn-3/): what an instructor's browser is asked to make or to use, and what it
 * answers. Bytes are base64url.
 */

/**
 * From the question to the answer: somebody looks for a security key, or for the phone whose camera reads a code. The
 * browser asks no longer, and the server takes no later answer.
 */
export const PASSKEY_CHALLENGE_MS = 5 * 60_000
/** Of one account: every device of a person, and some to spare. */
export const MAX_PASSKEYS = 20

/** One byte in 4/3 characters. A credential's id has at most 1023 bytes, by the standard. */
const bytes = (max: number) =>
  z
    .string()
    .max(Math.ceil((max * 4) / 3))
    .regex(/^[\w-]+$/)
const credentialId = bytes(1023)

export const passkeyIdSchema = z
  .string()
  .regex(/^[a-z2-7]{16}$/)
  .brand<'PasskeyId'>()
export type PasskeyId = z.infer<typeof passkeyIdSchema>

/** For its owner alone: to tell one from another. */
export const passkeyNameSchema = oneLine(40)

export const passkeyViewSchema = z.object({
  id: passkeyIdSchema,
  name: z.string(),
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
})
export type PasskeyView = z.infer<typeof passkeyViewSchema>

/** COSE: ES256, EdDSA, RS256. Every authenticator in use has one of them. */
export const PASSKEY_ALGORITHMS = [-7, -8, -257] as const

/** For `navigator.credentials.create`. */
export const passkeyCreationSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
  timeout: z.number().int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(z.object({ type: z.literal('public-key'), id: z.string() })),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
})
export type PasskeyCreation = z.infer<typeof passkeyCreationSchema>

/** For `navigator.credentials.get`. */
export const passkeyRequestSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number().int(),
  userVerification: z.literal('required'),
})
export type PasskeyRequest = z.infer<typeof passkeyRequestSchema>

/** One that has been made. A certificate of its maker, which nobody asked for, would be the longest part. */
export const newPasskeySchema = z.strictObject({
  id: credentialId,
  clientDataJSON: bytes(1_000),
  attestationObject: bytes(8_000),
})
export type NewPasskey = z.infer<typeof newPasskeySchema>

/** One that has been used. */
export const usedPasskeySchema = z.strictObject({
  id: credentialId,
  clientDataJSON: bytes(1_000),
  authenticatorData: bytes(1_000),
  signature: bytes(1_000),
  userHandle: bytes(64),
})
export type UsedPasskey = z.infer<typeof usedPasskeySchema>

export const passkeyAdditionSchema = z.strictObject({ name: passkeyNameSchema, passkey: newPasskeySchema })
