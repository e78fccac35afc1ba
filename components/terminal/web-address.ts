/**
 * An address that a program has printed, as it may be opened and shown: only http and https, and host names from
 * other alphabets in ASCII, so that none looks like another. Null for what must not be opened.
 */
export function parseWebAddress(text: string): string | null {
  if (!URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return protocol === 'http:' || protocol === 'https:' ? href : null
}

/** The page that opens gets no handle on ours, and does not learn its address. */
export function openWebAddress(address: string): void {
  if (parseWebAddress(address) !== null) window.open(address, '_blank', 'noopener,noreferrer')
}
