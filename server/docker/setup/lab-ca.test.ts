import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureCertificates, isGoodFor } from './lab-ca.ts'
import { silentProgress } from '../../lib/progress.ts'

const NOW = new Date()
const DAY_MS = 86_400_000
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-ca-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('makes a CA whose key only its owner can read, once', async () => {
  const first = await ensureCertificates(folder, silentProgress, NOW)
  expect(isGoodFor(first, NOW)).toBe(true)
  expect((await stat(join(folder, 'ca.key'))).mode & 0o777).toBe(0o600)
  expect(await ensureCertificates(folder, silentProgress, NOW)).toEqual(first)
})

test("renews the Hub's certificate a month before it ends and keeps the CA, so that images stay as they are", async () => {
  const first = await ensureCertificates(folder, silentProgress, NOW)
  const later = new Date(NOW.getTime() + 370 * DAY_MS)
  expect(isGoodFor(first, later)).toBe(false)
  const second = await ensureCertificates(folder, silentProgress, later)
  expect(second.caCertificate).toBe(first.caCertificate)
  expect(second.hubCertificate).not.toBe(first.hubCertificate)
})

test('replaces a certificate whose key is another one', async () => {
  const first = await ensureCertificates(folder, silentProgress, NOW)
  const other = await mkdtemp(join(tmpdir(), 'drydock-ca-'))
  const { hubKey } = await ensureCertificates(other, silentProgress, NOW)
  await rm(other, { recursive: true })
  expect(isGoodFor({ ...first, hubKey }, NOW)).toBe(false)
})
