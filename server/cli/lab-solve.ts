import type { Lab } from '../domain/lab.ts'
import { isPlayed, solveChapters } from '../solve/solve-labs.ts'
import { startSolvingBroker } from '../solve/solving-broker.ts'
import { writeProof } from '../solve/write-proof.ts'
import type { CliEnvironment } from './cli-environment.ts'
import { seconds } from './run-phases.ts'
import { runSetup } from './run-setup.ts'

/** `lab solve`: plays chapters, says how it went, writes the proof of those that work. Answers with the exit status. */
export async function solveLab(
  environment: CliEnvironment,
  labs: readonly Lab[],
  { labId, chapterIds }: { labId: string; chapterIds: readonly string[] },
): Promise<number> {
  const lab = labs.find(({ id }) => id === labId)
  if (!lab)
    return refuse(
      `There is no lab "${labId}" without mistakes.`,
      labs.map(({ id }) => id),
    )
  const missing = chapterIds.find((id) => !lab.chapters.some((chapter) => chapter.id === id))
  const ids = lab.chapters.map(({ id }) => id)
  if (missing !== undefined)
    return refuse(`There is no chapter "${missing}" without mistakes in ${labId}.`, ids)
  const chapters = lab.chapters.filter(({ id }) => chapterIds.length === 0 || chapterIds.includes(id))

  const { root, config } = environment
  const machine = await runSetup(environment, { withPages: false })
  await using broker = await startSolvingBroker({ root, lab: machine, labs })
  const startedMs = performance.now()
  const work = chapters.filter(isPlayed).map((chapter) => ({ lab, chapter }))
  const solved = await solveChapters(broker.origin, work, ({ chapter, elapsedMs, problems }) => {
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${chapter.id} (${seconds(elapsedMs)})`)
    for (const problem of problems) console.error(problem.replace(/^/gm, '    '))
  })
  const right = solved.filter(({ problems }) => problems.length === 0).map(({ chapter }) => chapter)
  if (right.length > 0)
    await writeProof({ root, labsDir: config.labsDir, lab, chapters: right }, broker.origin)
  console.log(
    `${right.length} of ${solved.length} chapters work as written (${seconds(performance.now() - startedMs)})`,
  )
  return right.length === solved.length ? 0 : 1
}

function refuse(problem: string, allowed: readonly string[]): number {
  console.error(`${problem} There are: ${allowed.join(', ')}`)
  return 2
}
