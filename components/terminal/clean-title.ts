/** A tab shows less. */
const MAX_TITLE_CHARS = 120
/** Control characters, and those that turn the direction of text: a title could look like another part of the page. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** The title that a program has set (OSC 0 and 2), as text to show and nothing else. */
export function cleanTitle(title: string): string {
  return [...title.replace(UNWANTED, '')].slice(0, MAX_TITLE_CHARS).join('').trim()
}
