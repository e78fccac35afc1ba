import type { Check } from '../domain/lab.ts'
import type { CheckId } from '../protocol/ids.ts'
import type { ChapterFrontMatter } from './chapter-schema.ts'
import { orderChecks } from './order-checks.ts'
import type { LineProblem } from './source-text.ts'

const SCRIPT_FILE = /^checks\/[a-z0-9-]+\.sh$/

interface Surroundings {
  /** Checks that have a marker in the text. */
  placed: ReadonlySet<CheckId>
  lineOf: (path: PropertyKey[]) => number
  scripts: ReadonlyMap<string, string>
}

/** The checks of a front matter with their scripts, in an order in which each comes after those it waits for. */
export function readChecks(
  frontMatter: ChapterFrontMatter,
  { placed, lineOf, scripts }: Surroundings,
): { checks: ReadonlyMap<CheckId, Check>; problems: LineProblem[] } {
  const problems: LineProblem[] = []
  const unused = new Set(scripts.keys())
  const complain = (path: PropertyKey[], message: string) =>
    problems.push({ line: lineOf(path), message: `${path.map(String).join('.')}: ${message}` })

  const checks = Object.entries(frontMatter.checks).map(([key, fields]): Check => {
    const id = key as CheckId
    const resolve = (field: 'run' | 'solve') => {
      const text = fields[field]
      if (!SCRIPT_FILE.test(text)) return text
      unused.delete(text)
      const script = scripts.get(text)
      if (script === undefined)
        complain(['checks', id, field], `there is no file ${text} in the chapter’s folder`)
      return script ?? text
    }
    const path = ['checks', id]
    if (!placed.has(id)) complain(path, `has no marker: put ::check{#${id}} into the step that it belongs to`)
    if (Number(fields.on.slice('node'.length)) > frontMatter.instances) {
      complain([...path, 'on'], `is ${fields.on}, but "instances" is ${frontMatter.instances}`)
    }
    return { id, ...fields, run: resolve('run'), solve: resolve('solve') }
  })

  const order = orderChecks(checks)
  if (!order.ok) complain(['checks', order.id, 'after'], order.reason)
  for (const name of unused)
    problems.push({ line: 1, message: `no check uses the file ${name}: use it or remove it` })
  return { checks: new Map((order.ok ? order.checks : checks).map((check) => [check.id, check])), problems }
}
