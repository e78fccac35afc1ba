import type { IncomingMessage } from 'node:http'

/** Keeps an answer of a preview from reaching beyond its own origin. Changes its headers in place. */
export function confineAnswer({ headers }: IncomingMessage): void {
  // The host name is a key: pages must not hand it on to the sites that they link to.
  headers['referrer-policy'] ??= 'same-origin'
  // Clears the cookies of the whole site, the page's among them.
  delete headers['clear-site-data']
  // Would hold for sub-domains of a host that is not the instance's.
  delete headers['strict-transport-security']
  // With a domain a cookie would be sent to the page as well, and could pass for one of its own.
  if (headers['set-cookie']) headers['set-cookie'] = headers['set-cookie'].map(withoutDomain)
}

function withoutDomain(setCookie: string): string {
  const [pair = '', ...attributes] = setCookie.split(';')
  return [pair, ...attributes.filter((attribute) => !/^\s*domain\s*(=|$)/i.test(attribute))].join(';')
}
