/** Orders Debian versions as dpkg does (deb-version(7)): negative when `one` is the older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [split(one), split(other)]
  return a.epoch - b.epoch || compareParts(a.upstream, b.upstream) || compareParts(a.revision, b.revision)
}

/** `5:8.0.2-3+deb13u3` → `8.0.2` */
export function upstreamVersion(version: string): string {
  return split(version).upstream.replace(/[+~](dfsg|ds).*$/, '')
}

function split(version: string) {
  const [, epoch, rest] = /^(?:(\d+):)?(.*)$/s.exec(version)!
  const hyphen = rest!.lastIndexOf('-')
  return {
    epoch: Number(epoch ?? 0),
    upstream: hyphen < 0 ? rest! : rest!.slice(0, hyphen),
    revision: hyphen < 0 ? '' : rest!.slice(hyphen + 1),
  }
}

/** By turns a run of non-digits, by `weight`, and a run of digits, as a number. */
function compareParts(one: string, other: string): number {
  let [a, b] = [one, other]
  while (a !== '' || b !== '') {
    const [textA, textB] = [/^\D*/.exec(a)![0], /^\D*/.exec(b)![0]]
    const text = compareTexts(textA, textB)
    if (text !== 0) return text
    ;[a, b] = [a.slice(textA.length), b.slice(textB.length)]
    const [digitsA, digitsB] = [/^\d*/.exec(a)![0], /^\d*/.exec(b)![0]]
    const number = Number(digitsA) - Number(digitsB)
    if (number !== 0) return number
    ;[a, b] = [a.slice(digitsA.length), b.slice(digitsB.length)]
  }
  return 0
}

function compareTexts(one: string, other: string): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = weight(one[index]) - weight(other[index])
    if (difference !== 0) return difference
  }
  return 0
}

/** `~` comes before the end, the end before letters, letters before all else. */
function weight(letter: string | undefined): number {
  if (letter === undefined) return 0
  if (letter === '~') return -1
  return /[A-Za-z]/.test(letter) ? letter.charCodeAt(0) : letter.charCodeAt(0) + 256
}
