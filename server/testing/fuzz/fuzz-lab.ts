import fc from 'fast-check'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseLab, type LabSource } from '../../labs/parse-lab.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { nastyText } from './mutations.ts'

/** Of one chapter, on a busy machine. The real ones take some 20 ms. */
const MAX_PARSE_MS = 3_000
const content = join(import.meta.dirname, '../../../lab-content')

const snippets = fc.constantFrom(
  ...[
    '---',
    '```sh',
    '```',
    '````',
    ':::check',
    ':::',
    ':::hint{',
    '{#id .class key="',
    '# ',
    '- [ ] ',
    '> ',
    '|a|b|',
    '<script>',
  ],
  ...[
    '{{name}}',
    '![x](x.svg)',
    '[a]: http://x',
    '&amp;',
    '* ',
    '\t',
    '&a *a',
    '!!js/function',
    '<<: *a',
    '? ',
    '- - - -',
    "'",
    '"',
  ],
)

const edit = fc.record({
  kind: fc.constantFrom('delete', 'repeat', 'swap', 'insert', 'replace', 'cut', 'nest'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 8 }),
  text: fc.oneof(snippets, nastyText),
})
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never

function apply(text: string, { kind, at, length, text: inserted }: Edit): string {
  const lines = text.split('\n')
  const index = Math.min(lines.length - 1, Math.floor(at * lines.length))
  switch (kind) {
    case 'delete':
      lines.splice(index, length)
      break
    case 'repeat':
      lines.splice(index, 0, ...Array.from({ length: 20 }, () => lines.slice(index, index + length)).flat())
      break
    case 'swap':
      lines.push(...lines.splice(index, length))
      break
    case 'insert':
      lines.splice(index, 0, inserted)
      break
    case 'replace':
      lines[index] = lines[index]!.slice(0, length) + inserted + lines[index]!.slice(length)
      break
    case 'cut':
      return text.slice(0, Math.floor(at * text.length))
    case 'nest':
      lines.splice(index, 0, '> '.repeat(length * 50) + inserted)
  }
  return lines.join('\n')
}

type Chapter = LabSource['chapters'][number]

/** The real labs, each of their chapters a lab of its own, and one file of it changed. */
export async function startLabFuzz(): Promise<FuzzTarget> {
  const chapters = globSync('*/*/chapter.md', { cwd: content }).map((path) =>
    readChapter(join(content, dirname(path))),
  )
  const labFile = readFileSync(join(content, 'container-registries/lab.yml'), 'utf8')
  const property = fc.property(
    // Not the chapter itself: a failure is to be read.
    fc.nat({ max: chapters.length - 1 }),
    fc.constantFrom('text', 'text', 'text', 'quiz', 'labFile', 'scripts', 'pictures'),
    fc.array(edit, { minLength: 1, maxLength: 6 }),
    (index, part, edits) => {
      const chapter = chapters[index]!
      const change = (text: string): string => edits.reduce(apply, text)
      const changed: Chapter = { ...chapter }
      if (part === 'text') changed.text = change(chapter.text)
      if (part === 'quiz') changed.quiz = change(chapter.quiz ?? 'questions: []')
      if (part === 'scripts') changed.scripts = changeAll(chapter.scripts, change)
      if (part === 'pictures') changed.pictures = changeAll(chapter.pictures ?? new Map(), change)
      const source: LabSource = {
        folder: 'container-registries',
        labFile: part === 'labFile' ? change(labFile) : labFile,
        chapters: [changed],
        proof: undefined,
      }
      const startedAt = performance.now()
      const { lab, problems } = parseLab(source)
      const tookMs = performance.now() - startedAt
      if (tookMs > MAX_PARSE_MS) throw new Error(`took ${Math.round(tookMs)} ms`)
      if (!lab && problems.length === 0) throw new Error('neither a lab nor a problem')
      for (const { file, line, message } of problems)
        if (!file || !(line >= 1) || !message)
          throw new Error(`no place or no words: ${file}:${line}: ${message}`)
    },
  )
  return { property, async [Symbol.asyncDispose]() {} }
}

function changeAll(
  texts: ReadonlyMap<string, string>,
  change: (text: string) => string,
): Map<string, string> {
  return new Map([...texts].map(([name, text]) => [name, change(text)]))
}

function readChapter(folder: string): Chapter {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  const readAll = (pattern: string) => globSync(pattern, { cwd: folder })
  const quiz = readAll('quiz.yml')[0]
  return {
    folder: basename(folder),
    text: read('chapter.md'),
    scripts: new Map(readAll('checks/*').map((path) => [path, read(path)])),
    pictures: new Map(readAll('images/*').map((path) => [basename(path), read(path)])),
    quiz: quiz === undefined ? undefined : read(quiz),
  }
}
