import { relative, resolve, join } from 'node:path'
import type { Lab } from '../domain/lab.ts'
import { formatProblems } from '../labs/content-problem.ts'
import { readLabs } from '../labs/load-labs.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { checkLabs } from './lab-check.ts'
import { makeLab } from './lab-new.ts'
import { solveLab } from './lab-solve.ts'

const USAGE = `Usage: npm run lab -- <verb>
  new <lab>                 make a folder to begin with
  check [folder]            look for mistakes in the content
  solve <lab> [chapter …]   play it in real sessions, and write down that it works`

/** Tools for authors. Exit status: 0 fine, 1 mistakes in the content, 2 wrong use. */
async function run([verb, ...words]: string[]): Promise<number> {
  const environment = readCliEnvironment()
  const labsDir = resolve(environment.root, environment.config.labsDir)
  const [first, ...rest] = words
  if (verb === 'check' && rest.length === 0) {
    const directory = first === undefined ? labsDir : resolve(first)
    const labs = await read(directory)
    return labs.hasProblems ? 1 : checkLabs(labs.labs)
  }
  if (verb === 'new' && first !== undefined && rest.length === 0) return makeLab(labsDir, first)
  if (verb === 'solve' && first !== undefined) {
    const { labs } = await read(labsDir)
    return solveLab(environment, labs, { labId: first, chapterIds: rest })
  }
  console.error(USAGE)
  return 2
}

/** The labs of a folder, as far as they are right; says what is not. */
async function read(directory: string): Promise<{ labs: Lab[]; hasProblems: boolean }> {
  try {
    const { labs, problems } = await readLabs(directory)
    const prefix = relative('.', directory)
    const placed = problems.map((problem) => ({ ...problem, file: join(prefix, problem.file) }))
    if (placed.length > 0) console.error(formatProblems(placed))
    return { labs, hasProblems: problems.length > 0 }
  } catch (error) {
    console.error(`${directory}: cannot be read (${error instanceof Error ? error.message : String(error)})`)
    return { labs: [], hasProblems: true }
  }
}

process.exitCode = await run(process.argv.slice(2))
