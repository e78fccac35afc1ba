import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** Lower-case base32, five random bits a character: fit for host names, labels and file names. */
export function randomBase32(length: number): string {
  return Array.from(randomBytes(length), (byte) => BASE32[byte & 31]).join('')
}

/** Lower-case base32 that only who has `secret` can make from `text`; 50 characters at most. */
export function deriveSecret(secret: string, text: string, length: number): string {
  const bytes = createHmac('sha512', secret).update(text).digest()
  return Array.from(bytes.subarray(0, length), (byte) => BASE32[byte & 31]).join('')
}

/** A secret of 256 bits for a cookie or a link. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Compares secrets in a time that does not depend on where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(a)), Buffer.from(sha256Hex(b)))
}

export { randomInt }
