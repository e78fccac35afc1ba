import type { Check, Step } from '../domain/lab.ts'
import type { CheckId } from '../protocol/ids.ts'
import type { ChapterContext } from './chapter-nodes.ts'
import type { ChapterFrontMatter } from './chapter-schema.ts'
import type { ChapterScripts } from './chapter-scripts.ts'
import { findSolution } from './find-solution.ts'
import { inlineContent } from './inline-content.ts'
import { orderChecks } from './order-checks.ts'

interface Surroundings {
  context: ChapterContext
  steps: readonly Pick<Step, 'flow'>[]
  lineOf: (path: PropertyKey[]) => number
  scripts: ChapterScripts
}

/** The checks of a front matter with their scripts, in an order in which each comes after those it waits for. */
export function readChecks(
  frontMatter: ChapterFrontMatter,
  { context, steps, lineOf, scripts }: Surroundings,
): ReadonlyMap<CheckId, Check> {
  const checks = Object.entries(frontMatter.checks).map(([key, fields]): Check => {
    const id = key as CheckId
    const path = ['checks', id]
    const { on, mode, reason, after, solve } = fields
    if (!context.placedChecks.has(id)) {
      scripts.complain(path, `has no marker: put ::check{#${id}} into the step that it belongs to`)
    }
    if (Number(on.slice('node'.length)) > frontMatter.instances) {
      scripts.complain([...path, 'on'], `is ${on}, but "instances" is ${frontMatter.instances}`)
    }
    const hints = fields.hints.map((hint, index) => {
      const { content, problems } = inlineContent(hint, context, lineOf([...path, 'hints', index]))
      scripts.problems.push(...problems)
      return content
    })
    const mistakes = fields.mistakes.map(({ make, says, undo }, index) => ({
      make: scripts.resolve(make, [...path, 'mistakes', index, 'make']),
      says,
      undo: undo === undefined ? null : scripts.resolve(undo, [...path, 'mistakes', index, 'undo']),
    }))
    const solution = solve === undefined ? findSolution({ id, on }, steps, context.blocks) : undefined
    if (solution && !solution.ok) scripts.complain(path, solution.reason)
    return {
      id,
      on,
      mode,
      run: scripts.resolve(fields.run, [...path, 'run']),
      reason,
      hints,
      solution:
        solve === undefined
          ? solution?.ok
            ? solution.code
            : ''
          : scripts.resolve(solve, [...path, 'solve']),
      after,
      mistakes,
    }
  })
  const order = orderChecks(checks)
  if (!order.ok) scripts.complain(['checks', order.id, 'after'], order.reason)
  return new Map((order.ok ? order.checks : checks).map((check) => [check.id, check]))
}
