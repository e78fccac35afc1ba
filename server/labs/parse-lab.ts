import type { Lab } from '../domain/lab.ts'
import { labIdSchema } from '../protocol/ids.ts'
import type { ContentProblem } from './content-problem.ts'
import { labFileSchema } from './lab-schema.ts'
import { parseChapter, type ChapterSource, type ParsedChapter } from './parse-chapter.ts'
import { PROOF_FILE, provenOf, readProofs } from './proof.ts'
import { readYaml } from './read-yaml.ts'
import { normaliseText, sourceProblems } from './source-text.ts'

/** The files of one lab. */
export interface LabSource {
  /** Name of the lab's folder. */
  folder: string
  /** The text of `lab.yml`. */
  labFile: string
  /** In the order of the folders' names. */
  chapters: Omit<ChapterSource, 'labId' | 'file'>[]
  /** The text of `proven.json`, where there is one. */
  proof?: string | undefined
}

export interface LabReading {
  /** With the chapters that are right; absent when the lab itself is not. */
  lab?: Lab
  problems: ContentProblem[]
}

/** Files → lab, with everything that is wrong in any of them. Never throws, whatever the texts. */
export function parseLab({ folder, labFile, chapters, proof }: LabSource): LabReading {
  const file = `${folder}/lab.yml`
  const labId = labIdSchema.safeParse(folder)
  if (!labId.success) {
    const message = `the folder’s name is not an id: ${labId.error.issues[0]!.message}`
    return { problems: [{ file, line: 1, message }] }
  }
  const { fields, problems } = readLabFile({ folder, file, text: normaliseText(labFile) })
  if (chapters.length === 0)
    problems.push({ file, line: 1, message: 'the lab has no chapter: add 01-some-name/chapter.md' })
  const parsed = chapters.map((chapter) =>
    parseChapter({ labId: labId.data, file: `${folder}/${chapter.folder}/chapter.md`, ...chapter }),
  )
  problems.push(
    ...parsed.flatMap((chapter) => chapter.problems),
    ...folderProblems(parsed),
    ...linkProblems(parsed),
  )
  const proofs = readProofs(proof)
  if (!proofs.ok) problems.push({ file: `${folder}/${PROOF_FILE}`, line: 1, message: proofs.reason })
  if (!fields || !proofs.ok) return { problems }
  const right = parsed.flatMap(({ chapter }) =>
    chapter ? [{ ...chapter, proven: provenOf(chapter, proofs.value) }] : [],
  )
  return { lab: { ...fields, chapters: right }, problems }
}

function readLabFile({ folder, file, text }: { folder: string; file: string; text: string }) {
  const refused = sourceProblems(text)
  const reading = refused.length > 0 ? undefined : readYaml(text, labFileSchema)
  const fields = reading?.value
  const problems: ContentProblem[] = (reading?.problems ?? refused).map((problem) => ({ file, ...problem }))
  if (fields && fields.id !== folder) {
    const line = reading.lineOf(['id'])
    problems.push({ file, line, message: `id: is "${fields.id}", but the folder is called "${folder}"` })
  }
  return { fields, problems }
}

/** Chapters are ordered and addressed by their folders: numbers and names must both tell them apart. */
function folderProblems(chapters: ParsedChapter[]): ContentProblem[] {
  const seen = new Map<string, string>()
  return chapters.flatMap(({ folder, file }) => {
    const match = /^(\d\d)-(.+)$/.exec(folder)
    if (!match)
      return [{ file, line: 1, message: `the folder "${folder}" must be called NN-id, for example 01-first` }]
    return match.slice(1).flatMap((part) => {
      const other = seen.get(part)
      seen.set(part, folder)
      return other ? [{ file, line: 1, message: `the folders ${other} and ${folder} share "${part}"` }] : []
    })
  })
}

function linkProblems(chapters: ParsedChapter[]): ContentProblem[] {
  const byFolder = new Map(chapters.map((chapter) => [chapter.folder, chapter]))
  return chapters.flatMap(({ file, links }) =>
    links.flatMap(({ line, folder, anchor }) => {
      const target = byFolder.get(folder)
      if (!target)
        return [
          {
            file,
            line,
            message: `there is no chapter ${folder}, there are: ${[...byFolder.keys()].join(', ')}`,
          },
        ]
      if (anchor === undefined || target.anchors.has(anchor)) return []
      return [{ file, line, message: `there is no heading #${anchor} in ${folder}` }]
    }),
  )
}
