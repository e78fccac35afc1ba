import type { LineProblem } from './source-text.ts'

const SCRIPT_FILE = /^checks\/[a-z0-9-]+\.sh$/

/** The scripts of a chapter: as they stand in the front matter, or as files that it names. */
export class ChapterScripts {
  readonly problems: LineProblem[] = []
  readonly #files: ReadonlyMap<string, string>
  readonly #unused: Set<string>
  readonly #lineOf: (path: PropertyKey[]) => number

  constructor(files: ReadonlyMap<string, string>, lineOf: (path: PropertyKey[]) => number) {
    this.#files = files
    this.#unused = new Set(files.keys())
    this.#lineOf = lineOf
  }

  /** The script that a field of the front matter holds or names. */
  resolve(text: string, path: PropertyKey[]): string {
    if (!SCRIPT_FILE.test(text)) return text
    this.#unused.delete(text)
    const script = this.#files.get(text)
    if (script === undefined) this.complain(path, `there is no file ${text} in the chapter’s folder`)
    return script ?? text
  }

  complain(path: PropertyKey[], message: string): void {
    this.problems.push({ line: this.#lineOf(path), message: `${path.map(String).join('.')}: ${message}` })
  }

  /** To be called when all fields are resolved. */
  complainAboutUnused(): void {
    for (const name of this.#unused) {
      this.problems.push({ line: 1, message: `nothing uses the file ${name}: use it or remove it` })
    }
  }
}
