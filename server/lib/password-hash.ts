import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** 32 MiB and about 0.1 s for each attempt: OWASP's cheat sheet on password storage, its second row for scrypt. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
const MAX_MEMORY_BYTES = 64 * 1024 * 1024
const KEY_BYTES = 32
const SALT_BYTES = 16
const FORM = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/

/** Salted; tells how it was made, so that the cost can rise later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** False for a hash that is not one of ours, too: whoever has a broken one is locked out, and nobody else. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = FORM.exec(hash) ?? []
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  if (!isPossible(cost)) return false
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

/** What `scrypt` takes, RFC 7914: N is a power of two. For anything else it throws. NaN is not possible. */
function isPossible({ N, r, p }: { N: number; r: number; p: number }): boolean {
  const isPower = N > 1 && (N & (N - 1)) === 0
  return isPower && r > 0 && p > 0 && 128 * r * (N + p + 2) <= MAX_MEMORY_BYTES
}

function derive(password: string, salt: Buffer, cost: Pick<ScryptOptions, 'N' | 'r' | 'p'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize('NFKC'),
      salt,
      KEY_BYTES,
      { ...cost, maxmem: MAX_MEMORY_BYTES },
      (error, key) => (error ? reject(error) : resolve(key)),
    )
  })
}
