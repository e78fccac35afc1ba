import { spawnSync } from 'node:child_process'
import type { Chapter, Lab } from '../domain/lab.ts'

/** Bash that cannot even be parsed: check scripts, solutions and blocks, each named by where an author finds it. */
export function scriptProblems(labs: readonly Lab[]): string[] {
  return labs.flatMap((lab) =>
    lab.chapters.flatMap((chapter) =>
      chapterScripts(chapter).flatMap(({ name, text }) =>
        syntaxErrors(text).map((error) => `${lab.id}/${chapter.id}: ${name}: ${error}`),
      ),
    ),
  )
}

function chapterScripts({ blocks, checks, variables }: Chapter): { name: string; text: string }[] {
  const scripts = [...checks.values()].flatMap(({ id, run, solution, mistakes }) => [
    { name: `checks.${id}.run`, text: run },
    { name: `checks.${id}.solve`, text: solution },
    ...mistakes.flatMap(({ make, undo }, index) => [
      { name: `checks.${id}.mistakes.${index}.make`, text: make },
      { name: `checks.${id}.mistakes.${index}.undo`, text: undo ?? '' },
    ]),
  ])
  for (const { name, source } of variables.values()) {
    if (source.type === 'script') scripts.push({ name: `variables.${name}.run`, text: source.run })
  }
  for (const { id, code, isRunnable, isAnswer } of blocks.values()) {
    if (isRunnable && !isAnswer) scripts.push({ name: `block ${id}`, text: code })
  }
  return scripts
}

function syntaxErrors(script: string): string[] {
  // Standard input, as the check runner does it; -n reads and runs nothing.
  const { error, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })
  if (error) throw new Error('bash is needed to look at the scripts: install it', { cause: error })
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^bash: /, ''))
}
