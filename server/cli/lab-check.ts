import type { Lab } from '../domain/lab.ts'
import { scriptProblems } from './lab-scripts.ts'

/** Fewer would leave most of a chapter's reasons unproven. */
const MIN_MISTAKES = 3

/** `lab check`, for labs that could be read: their scripts, and how much there is. Answers with the exit status. */
export function checkLabs(labs: readonly Lab[]): number {
  const problems = [...scriptProblems(labs), ...labs.flatMap(mistakeProblems)]
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) return 1
  const chapters = labs.flatMap((lab) => lab.chapters)
  const count = (field: 'blocks' | 'checks' | 'quiz') =>
    chapters.reduce((sum, chapter) => sum + (field === 'quiz' ? chapter.quiz.length : chapter[field].size), 0)
  console.log(
    `${chapters.length} chapters, ${count('blocks')} blocks, ${count('checks')} checks, ${count('quiz')} questions: ok`,
  )
  return 0
}

function mistakeProblems({ id, chapters }: Lab): string[] {
  return chapters.flatMap(({ folder, checks }) => {
    const count = [...checks.values()].reduce((sum, { mistakes }) => sum + mistakes.length, 0)
    if (checks.size === 0 || count >= MIN_MISTAKES) return []
    return `${id}/${folder}/chapter.md:1: its checks have ${count} mistakes together, at least ${MIN_MISTAKES} are needed`
  })
}
