import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password-hash.ts'

const password = 'correct horse – Straße'
const hash = await hashPassword(password)

test('the right password alone is right', async () => {
  expect(await verifyPassword(password, hash)).toBe(true)
  for (const wrong of ['', password.toUpperCase()]) expect(await verifyPassword(wrong, hash)).toBe(false)
})

test('keyboards that write a letter in two ways write the same password', async () => {
  expect(await verifyPassword('Zoe\u0308'.normalize('NFC'), await hashPassword('Zoe\u0308'))).toBe(true)
})

test('the same password has another hash each time, which does not tell it', async () => {
  expect(hash).not.toBe(await hashPassword(password))
  expect(hash).not.toContain(password)
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
})

test.each([
  '',
  'plain',
  password,
  'bcrypt$10$8$3$c2FsdA$a2V5',
  'scrypt$32768$8$3',
  'scrypt$32768$8$3$c2FsdA$',
  'scrypt$garbage$8$3$c2FsdA$a2V5',
  'scrypt$32767$8$3$c2FsdA$a2V5',
  'scrypt$0$8$3$c2FsdA$a2V5',
  'scrypt$32768$0$3$c2FsdA$a2V5',
  'scrypt$32768$8$0$c2FsdA$a2V5',
  'scrypt$32768$-8$3$c2FsdA$a2V5',
  'scrypt$4194304$8$3$c2FsdA$a2V5',
  'scrypt$32768$8$3$not base64$a2V5',
  'scrypt$32768$8$3$c2FsdA$a2V5$more',
])('nothing is right for %j, which is no hash of ours', async (other) => {
  expect(await verifyPassword(password, other)).toBe(false)
})
