import { expect, test } from 'vitest'
import { compareVersions, upstreamVersion } from './debian-version.ts'

test('versions are ordered as dpkg orders them', () => {
  const ordered = [
    '1.0~rc1',
    '1.0',
    '1.0-1',
    '1.0-1+b1',
    '1.0-1+deb13u2',
    '1.0-1+deb13u11',
    '1.0a',
    '1.2',
    '1.10',
    '1:0.1',
  ]
  for (const [index, version] of ordered.entries()) {
    for (const [otherIndex, other] of ordered.entries()) {
      expect(Math.sign(compareVersions(version, other)), `${version} and ${other}`).toBe(
        Math.sign(index - otherIndex),
      )
    }
  }
})

test('leading zeros do not count', () => {
  expect(compareVersions('1.02', '1.2')).toBe(0)
})

test('the upstream version is without epoch, revision and mark of repacking', () => {
  expect(upstreamVersion('5:8.0.2-3+deb13u3')).toBe('8.0.2')
  expect(upstreamVersion('26.1.5+dfsg1-9+deb13u1')).toBe('26.1.5')
  expect(upstreamVersion('20250419')).toBe('20250419')
})
