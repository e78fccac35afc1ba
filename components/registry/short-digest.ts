/** As many digits as Docker shows of an id. */
const SHOWN_DIGITS = 12

/** `sha256:4c9f9c8b7d1e`: enough to tell two apart on a page. */
export function shortDigest(digest: string): string {
  const [algorithm, digits] = digest.split(':')
  return digits === undefined ? digest : `${algorithm}:${digits.slice(0, SHOWN_DIGITS)}`
}
