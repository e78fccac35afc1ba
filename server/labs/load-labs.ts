import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lab } from '../domain/lab.ts'
import { ContentError, type ContentProblem } from './content-problem.ts'
import { parseLab, type LabSource } from './parse-lab.ts'
import { MAX_SOURCE_BYTES } from './source-text.ts'

/** Reads every lab of a content folder. Throws a ContentError with everything that is wrong in any of them. */
export async function loadLabs(directory: string): Promise<Lab[]> {
  const problems: ContentProblem[] = []
  const labs: Lab[] = []
  for (const folder of await folders(directory)) {
    try {
      labs.push(await readLab(directory, folder))
    } catch (error) {
      if (!(error instanceof ContentError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new ContentError(problems)
  return labs
}

/** Throws a ContentError for what cannot be read, together with what is wrong in the rest of the lab. */
async function readLab(directory: string, folder: string): Promise<Lab> {
  const problems: ContentProblem[] = []
  const read = (file: string) => readSource(directory, file, problems)
  const labFile = await read(`${folder}/lab.yml`)
  const chapters: LabSource['chapters'] = []
  for (const name of await folders(join(directory, folder))) {
    const path = `${folder}/${name}`
    const text = await read(`${path}/chapter.md`)
    const scripts = new Map<string, string>()
    for (const script of await files(join(directory, path, 'checks'))) {
      scripts.set(`checks/${script}`, (await read(`${path}/checks/${script}`)) ?? '')
    }
    if (text !== undefined) chapters.push({ folder: name, text, scripts })
  }
  if (labFile === undefined) throw new ContentError(problems)
  try {
    const lab = parseLab({ folder, labFile, chapters })
    if (problems.length === 0) return lab
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    problems.push(...error.problems)
  }
  throw new ContentError(problems)
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
