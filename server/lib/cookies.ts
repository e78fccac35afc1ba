import { parseCookie, stringifySetCookie } from 'cookie'
import type { IncomingMessage } from 'node:http'

/** Cookies are credentials, so they are the same everywhere: not for scripts, not for other sites. */
const NAMES = { session: 'drydock_session', instructor: 'drydock_instructor' } as const
export type CookieName = keyof typeof NAMES

export function readCookie(request: IncomingMessage, name: CookieName): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[NAMES[name]]
}

/** The value of a `set-cookie` header. */
export function writeCookie(
  name: CookieName,
  value: string,
  { maxAgeMs, isSecure }: { maxAgeMs: number; isSecure: boolean },
): string {
  return stringifySetCookie({
    name: NAMES[name],
    value,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: isSecure,
    maxAge: Math.floor(maxAgeMs / 1000),
  })
}
