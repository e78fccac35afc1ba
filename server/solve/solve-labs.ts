import type { Chapter, Lab } from '../domain/lab.ts'
import { playAsReader, playMistakes } from './play-chapter.ts'

/** Chapters at once: more would only wait for each other on two cores. */
const CHAPTERS_AT_ONCE = 2

export interface Solved {
  lab: Lab
  chapter: Chapter
  elapsedMs: number
  /** What is wrong; empty when all is as written. */
  problems: string[]
}

/** Chapters to read have nothing that could be proven. */
export function isPlayed({ checks, blocks }: Chapter): boolean {
  return checks.size > 0 || [...blocks.values()].some(({ isRunnable }) => isRunnable)
}

/** Plays chapters against a running Drydock, and reports each as it is done. */
export async function solveChapters(
  origin: string,
  work: readonly { lab: Lab; chapter: Chapter }[],
  report: (solved: Solved) => void,
): Promise<Solved[]> {
  const waiting = [...work]
  const solved: Solved[] = []
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const one = await solveChapter(origin, next)
      solved.push(one)
      report(one)
    }
  }
  await Promise.all(Array.from({ length: CHAPTERS_AT_ONCE }, worker))
  return solved
}

async function solveChapter(
  origin: string,
  { lab, chapter }: { lab: Lab; chapter: Chapter },
): Promise<Solved> {
  const startedMs = performance.now()
  const stage = { origin, ref: { lab: lab.id, chapter: chapter.id }, chapter }
  const problems: string[] = []
  for (const play of [playAsReader, playMistakes]) {
    try {
      await play(stage)
    } catch (error) {
      problems.push(`${play.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { lab, chapter, elapsedMs: performance.now() - startedMs, problems }
}
