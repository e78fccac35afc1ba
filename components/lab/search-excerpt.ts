const LENGTH = 140
/** Before the word that was found. */
const LEAD = 40

/** Characters with a meaning in a pattern. */
const SPECIAL = /[.*+?^${}()|[\]\\]/g

export interface ExcerptPart {
  text: string
  isMatch: boolean
}

/** The part of a text where the first of the words is, with all of them marked. */
export function excerptOf(text: string, words: readonly string[]): ExcerptPart[] {
  const pattern = wordPattern(words)
  const found = pattern ? text.search(pattern) : -1
  const start = found <= LEAD ? 0 : text.indexOf(' ', found - LEAD) + 1
  const end = start + LENGTH < text.length ? text.lastIndexOf(' ', start + LENGTH) : text.length
  const cut = text.slice(start, Math.max(end, start))
  const marked = markWords(cut, words)
  return [
    ...(start > 0 ? [{ text: '… ', isMatch: false }] : []),
    ...marked,
    ...(end < text.length ? [{ text: ' …', isMatch: false }] : []),
  ]
}

export function markWords(text: string, words: readonly string[]): ExcerptPart[] {
  const pattern = wordPattern(words)
  if (!pattern) return [{ text, isMatch: false }]
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}

function wordPattern(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  return new RegExp(`(${longestFirst.map((word) => word.replace(SPECIAL, '\\$&')).join('|')})`, 'iu')
}
