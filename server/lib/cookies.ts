import { parseCookie, stringifySetCookie } from 'cookie'
import type { IncomingMessage } from 'node:http'

/** Cookies are credentials, so they are the same everywhere: not for scripts, not for other sites. */
const NAMES = { session: 'drydock_session', seat: 'drydock_seat', instructor: 'drydock_instructor' } as const
export type CookieName = keyof typeof NAMES

/** Browsers take a cookie of this name from its own host only, so no preview on a sub-domain can plant it. */
const HOST_PREFIX = '__Host-'

/** With TLS (`isSecure`) the cookie has another name, and only that one counts. */
function fullName(name: CookieName, isSecure: boolean): string {
  return isSecure ? `${HOST_PREFIX}${NAMES[name]}` : NAMES[name]
}

export function readCookie(
  request: IncomingMessage,
  name: CookieName,
  isSecure: boolean,
): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[fullName(name, isSecure)]
}

/** The value of a `set-cookie` header. */
export function writeCookie(
  name: CookieName,
  value: string,
  { maxAgeMs, isSecure }: { maxAgeMs: number; isSecure: boolean },
): string {
  return stringifySetCookie({
    name: fullName(name, isSecure),
    value,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: isSecure,
    maxAge: Math.floor(maxAgeMs / 1000),
  })
}

/** A `set-cookie` header that takes the cookie away. */
export function clearCookie(name: CookieName, { isSecure }: { isSecure: boolean }): string {
  return writeCookie(name, '', { maxAgeMs: 0, isSecure })
}

/** A `cookie` header without ours, for those that they are not meant for; everything else as it came. */
export function withoutOwnCookies(header: string): string {
  const own = new Set<string>(Object.values(NAMES).flatMap((name) => [name, `${HOST_PREFIX}${name}`]))
  return header
    .split(';')
    .filter((pair) => !own.has(pair.split('=', 1)[0]!.trim()))
    .join(';')
    .trim()
}
