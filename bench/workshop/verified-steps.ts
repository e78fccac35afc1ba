import type { ChapterRef, CheckId } from '../../server/protocol/ids.ts'

/** When a step was told as verified: to its participant, and to the instructor. Milliseconds of `performance.now()`. */
export class VerifiedSteps {
  readonly #heardAt = new Map<string, number>()
  readonly #shownAt = new Map<string, number>()

  heard(name: string, step: Step): void {
    keepFirst(this.#heardAt, keyOf(name, step))
  }

  shown(name: string, step: Step): void {
    keepFirst(this.#shownAt, keyOf(name, step))
  }

  /** From the one to the other, of each step. The instructor may hear of it first: no time then. */
  delaysMs(): number[] {
    return [...this.#heardAt].flatMap(([key, heardAt]) => {
      const shownAt = this.#shownAt.get(key)
      return shownAt === undefined ? [] : Math.max(0, shownAt - heardAt)
    })
  }

  /** Those that the instructor has not heard of. */
  get missing(): number {
    return [...this.#heardAt.keys()].filter((key) => !this.#shownAt.has(key)).length
  }
}

type Step = Pick<ChapterRef, 'chapter'> & { check: CheckId }

function keyOf(name: string, { chapter, check }: Step): string {
  return `${name} ${chapter}/${check}`
}

function keepFirst(times: Map<string, number>, key: string): void {
  if (!times.has(key)) times.set(key, performance.now())
}
