import { join, relative, resolve } from 'node:path'
import type { Lab } from '../domain/lab.ts'
import { ContentError, formatProblems } from '../labs/content-problem.ts'
import { loadLabs } from '../labs/load-labs.ts'
import { scriptProblems } from './lab-scripts.ts'

const USAGE = 'Usage: npm run lab -- check [folder]    look for mistakes in the lab content'
const DEFAULT_DIRECTORY = resolve(import.meta.dirname, '../../lab-content')

/** Tools for authors. Exit status: 0 fine, 1 mistakes in the content, 2 wrong use. */
async function run([verb, directory = DEFAULT_DIRECTORY, ...rest]: string[]): Promise<number> {
  if (verb !== 'check' || rest.length > 0) {
    console.error(USAGE)
    return 2
  }
  return check(resolve(directory))
}

async function check(directory: string): Promise<number> {
  const labs = await read(directory)
  if (!labs) return 1
  const problems = scriptProblems(labs)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) return 1
  const chapters = labs.flatMap((lab) => lab.chapters)
  const count = (field: 'blocks' | 'checks') =>
    chapters.reduce((sum, chapter) => sum + chapter[field].size, 0)
  console.log(`${chapters.length} chapters, ${count('blocks')} blocks, ${count('checks')} checks: ok`)
  return 0
}

async function read(directory: string): Promise<Lab[] | undefined> {
  try {
    return await loadLabs(directory)
  } catch (error) {
    if (error instanceof ContentError) {
      const prefix = relative('.', directory)
      console.error(
        formatProblems(error.problems.map((problem) => ({ ...problem, file: join(prefix, problem.file) }))),
      )
    } else
      console.error(
        `${directory}: cannot be read (${error instanceof Error ? error.message : String(error)})`,
      )
    return undefined
  }
}

process.exitCode = await run(process.argv.slice(2))
