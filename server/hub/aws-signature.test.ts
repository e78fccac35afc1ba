import { expect, test } from 'vitest'
import { claimedSignature, isSignedBy } from './aws-signature.ts'

/** `get-vanilla` of Amazon's own test suite for signature version 4. */
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const NOW = Date.parse('2015-08-30T12:36:00Z')
const authorization =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
  'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'
const request = {
  method: 'GET',
  url: '/',
  headers: { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' },
  body: Buffer.alloc(0),
}

test('Amazon’s example is accepted', () => {
  const claimed = claimedSignature(authorization)!
  expect(claimed).toMatchObject({ accessKeyId: 'AKIDEXAMPLE', region: 'us-east-1', service: 'service' })
  expect(isSignedBy(SECRET, claimed, request, NOW)).toBe(true)
})

test('another secret, another request, and an old one are not', () => {
  const claimed = claimedSignature(authorization)!
  expect(isSignedBy('other', claimed, request, NOW)).toBe(false)
  expect(isSignedBy(SECRET, claimed, { ...request, body: Buffer.from('x') }, NOW)).toBe(false)
  expect(isSignedBy(SECRET, claimed, { ...request, url: '/?a=b' }, NOW)).toBe(false)
  expect(isSignedBy(SECRET, claimed, request, NOW + 16 * 60_000)).toBe(false)
  const undated = { ...request, headers: { ...request.headers, 'x-amz-date': '' } }
  expect(isSignedBy(SECRET, claimed, undated, NOW)).toBe(false)
})

test('what is not signed in this way claims nothing', () => {
  for (const text of [
    undefined,
    '',
    'Basic abc',
    authorization.replace('AWS4', 'AWS5'),
    `${authorization}0`,
  ]) {
    expect(claimedSignature(text)).toBeUndefined()
  }
})
