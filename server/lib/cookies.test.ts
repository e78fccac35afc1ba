import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { readCookie, withoutOwnCookies, writeCookie } from './cookies.ts'

const both = 'drydock_session=plain; __Host-drydock_session=prefixed'
const request = { headers: { cookie: both } } as IncomingMessage

test('with TLS only the cookie counts that no sub-domain can set', () => {
  expect(readCookie(request, 'session', true)).toBe('prefixed')
  expect(readCookie(request, 'session', false)).toBe('plain')
  const planted = { headers: { cookie: 'drydock_session=planted' } } as IncomingMessage
  expect(readCookie(planted, 'session', true)).toBeUndefined()
})

test('the prefixed cookie is written as browsers demand: secure, for the whole host, without a domain', () => {
  const secure = writeCookie('instructor', 'x', { maxAgeMs: 60_000, isSecure: true })
  expect(secure).toMatch(/^__Host-drydock_instructor=x; /)
  expect(secure).toContain('Secure')
  expect(secure).toContain('Path=/')
  expect(secure).not.toMatch(/domain/i)
  expect(writeCookie('instructor', 'x', { maxAgeMs: 60_000, isSecure: false })).toMatch(
    /^drydock_instructor=x; /,
  )
})

test.each([
  [both, ''],
  [`theirs=1; ${both}; also=a=b`, 'theirs=1; also=a=b'],
  ['my_drydock_session=1;drydock_instructor=2', 'my_drydock_session=1'],
])('of %j others see %j', (header, rest) => expect(withoutOwnCookies(header)).toBe(rest))
