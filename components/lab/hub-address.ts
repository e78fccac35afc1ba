const REAL_HOST = 'hub.docker.com'
/** As the content parser writes `{{username}}` into an address. */
const USERNAME = /(?:\{|%7B){2}username(?:\}|%7D){2}/gi
const HUB = '/hub'
/** Overviews of what is in the Hub, for which ours has one page. */
const OVERVIEWS = new Set(['', 'explore', 'search', 'repositories'])

/** True for pages of the real Docker Hub, which the lab's Hub stands in for. */
export function isRealHubAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).hostname === REAL_HOST
}

/** Fills in the participant's name; null when the address needs one and there is none. */
export function withUsername(address: string, username: string | undefined): string | null {
  if (address.search(USERNAME) === -1) return address
  return username === undefined ? null : address.replaceAll(USERNAME, username)
}

/** Our page in the place of one of hub.docker.com; null for pages that we have nothing like: prices, settings. */
export function hubPageFor(address: string): string | null {
  if (!isRealHubAddress(address)) return null
  const { pathname, searchParams } = new URL(address)
  const [kind = '', ...rest] = pathname.split('/').filter((part) => part !== '')
  const [first, second] = rest
  if (OVERVIEWS.has(kind)) return searchPage(searchParams.get('q'))
  if (kind === '_' && first !== undefined) return `${HUB}/r/library/${first}`
  if (kind === 'r' && first !== undefined && second !== undefined) return `${HUB}/r/${first}/${second}`
  // Those of one account.
  if ((kind === 'r' || kind === 'u') && first !== undefined) return searchPage(decodeURIComponent(first))
  return null
}

function searchPage(query: string | null): string {
  return query === null || query === '' ? HUB : `${HUB}?${new URLSearchParams({ q: query }).toString()}`
}
