import type { PublicLab } from '../../server/protocol/lab.ts'
import { INTRO_ID } from '../lab/chapter-summary.ts'

/** Where a class can be, in the order of the lab. */
export interface LabSteps {
  chapters: { id: string; title: string; steps: LabStep[] }[]
}

export interface LabStep {
  id: string
  title: string
  /** Ids of its checks. */
  checks: string[]
}

export function listSteps({ chapters }: Pick<PublicLab, 'chapters'>): LabSteps {
  return {
    chapters: chapters.map(({ id, title, steps }) => ({
      id,
      title,
      steps: steps.map((step) => ({
        id: step.id,
        title: step.title,
        checks: step.checks.map((check) => check.id),
      })),
    })),
  }
}

export interface Place {
  chapter: string
  step: string | null
}

/** `Part 8: Running a private registry, Start a registry`; the ids where the titles are not known. */
export function describePlace({ chapter, step }: Place, steps: LabSteps | undefined): string {
  const found = steps?.chapters.find(({ id }) => id === chapter)
  const title = found?.title ?? chapter
  const stepTitle = step === INTRO_ID ? undefined : found?.steps.find(({ id }) => id === step)?.title
  return stepTitle === undefined ? title : `${title}, ${stepTitle}`
}

/** Something before the step is not done. False while that is not known: nothing is offered then. */
export function isBehind({ chapter, step }: Place, steps: LabSteps | undefined, done: ReadonlySet<string>) {
  const all = steps?.chapters.find(({ id }) => id === chapter)?.steps ?? []
  const before = all.slice(
    0,
    Math.max(
      0,
      all.findIndex(({ id }) => id === step),
    ),
  )
  return before.some(({ checks }) => checks.some((check) => !done.has(check)))
}
