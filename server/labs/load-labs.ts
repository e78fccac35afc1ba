import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lab } from '../domain/lab.ts'
import { ContentError, type ContentProblem } from './content-problem.ts'
import { PROOF_FILE } from './proof.ts'
import { parseLab, type LabReading, type LabSource } from './parse-lab.ts'
import { MAX_SOURCE_BYTES } from './source-text.ts'

/** Reads every lab of a content folder. Throws a ContentError with everything that is wrong in any of them. */
export async function loadLabs(directory: string): Promise<Lab[]> {
  const { labs, problems } = await readLabs(directory)
  if (problems.length > 0) throw new ContentError(problems)
  return labs
}

/** The same for authors, who work on one chapter while another is half written: what is right, and what is not. */
export async function readLabs(directory: string): Promise<{ labs: Lab[]; problems: ContentProblem[] }> {
  const readings = await Promise.all((await folders(directory)).map((folder) => readLab(directory, folder)))
  return {
    labs: readings.flatMap(({ lab }) => lab ?? []),
    problems: readings.flatMap(({ problems }) => problems),
  }
}

async function readLab(directory: string, folder: string): Promise<LabReading> {
  const problems: ContentProblem[] = []
  const read = (file: string) => readSource(directory, file, problems)
  const readOptional = async (file: string) =>
    (await exists(join(directory, file))) ? read(file) : undefined
  const labFile = await read(`${folder}/lab.yml`)
  const chapters: LabSource['chapters'] = []
  for (const name of await folders(join(directory, folder))) {
    const path = `${folder}/${name}`
    const text = await read(`${path}/chapter.md`)
    const scripts = new Map<string, string>()
    for (const script of await files(join(directory, path, 'checks'))) {
      scripts.set(`checks/${script}`, (await read(`${path}/checks/${script}`)) ?? '')
    }
    const pictures = new Map<string, string>()
    for (const picture of await files(join(directory, path, 'images'))) {
      pictures.set(picture, (await read(`${path}/images/${picture}`)) ?? '')
    }
    const quiz = await readOptional(`${path}/quiz.yml`)
    if (text !== undefined) chapters.push({ folder: name, text, scripts, pictures, quiz })
  }
  const proof = await readOptional(`${folder}/${PROOF_FILE}`)
  if (labFile === undefined) return { problems }
  const reading = parseLab({ folder, labFile, chapters, proof })
  return { ...reading, problems: [...problems, ...reading.problems] }
}

async function readSource(
  directory: string,
  file: string,
  problems: ContentProblem[],
): Promise<string | undefined> {
  const path = join(directory, file)
  const stats = await stat(path).catch(ignoreMissing(undefined))
  if (stats?.isFile() && stats.size <= MAX_SOURCE_BYTES) return readFile(path, 'utf8')
  const message = stats?.isFile()
    ? `the file is too large, at most ${MAX_SOURCE_BYTES / 1024} KiB are allowed`
    : 'the file is missing: every lab has a lab.yml, every chapter a chapter.md'
  problems.push({ file, line: 1, message })
  return undefined
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, ignoreMissing(false))
}

async function files(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(ignoreMissing<string[]>([]))
  return names.toSorted()
}

async function folders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted()
}

/** For what may be absent; everything else (permissions, a broken disk) is the operator's to see. */
function ignoreMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value
    throw error
  }
}
