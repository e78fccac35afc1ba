import { MAX_MARKED_MATCHES, type MatchCount } from './open-terminal-search.ts'

/** `count`: null before anything was searched for. */
export function describeMatches({ isValid, count }: { isValid: boolean; count: MatchCount | null }): string {
  if (!isValid) return 'Not a valid pattern'
  if (count === null) return ''
  if (count.total === 0) return 'No matches'
  const total = count.total >= MAX_MARKED_MATCHES ? `${MAX_MARKED_MATCHES}+` : `${count.total}`
  if (count.current === null) return `${total} matches`
  return `${count.current} of ${total}`
}
