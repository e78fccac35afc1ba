/** Stands for any text within a line, and alone for any number of lines. */
const ANY = '…'

/**
 * Compares what a command printed with an `output` fence: line by line, runs of blanks count as one. Answers with the
 * first line that was not found, or what was printed beyond the last one; `undefined` when all is as it should be.
 */
export function outputMismatch(expected: string, actual: string): string | undefined {
  const wanted = lines(expected)
  const printed = lines(actual)
  let furthest = 0
  const matches = (from: number, at: number): boolean => {
    furthest = Math.max(furthest, from)
    if (from === wanted.length) return at === printed.length
    if (wanted[from] === ANY) {
      for (let next = at; next <= printed.length; next++) if (matches(from + 1, next)) return true
      return false
    }
    return at < printed.length && isLike(wanted[from]!, printed[at]!) && matches(from + 1, at + 1)
  }
  if (matches(0, 0)) return undefined
  return furthest === wanted.length ? 'more was printed than that' : `not found: ${wanted[furthest]}`
}

function isLike(wanted: string, printed: string): boolean {
  const pattern = wanted.split(ANY).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.*')}$`, 'u').test(printed)
}

function lines(text: string): string[] {
  const all = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
  while (all.at(-1) === '') all.pop()
  while (all[0] === '') all.shift()
  return all
}
