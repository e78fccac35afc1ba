import { describe, expect, it } from 'vitest'
import { chapterOf, frontMatterWithChecks, problemsOf } from './chapter-under-test.ts'

const CHECK = (id: string) => `${id}: { on: node1, mode: edge, run: "true", reason: Do it. }`

function solutionsOf(body: string, ids: string[]): string[] {
  const { checks } = chapterOf(body, { frontMatter: frontMatterWithChecks(...ids.map(CHECK)) })
  return [...checks.values()].map(({ solution }) => solution)
}

describe('a solution', () => {
  it('is the blocks above the marker, down from the marker before it', () => {
    const body = [
      '## Before\n\n```bash\nno\n```',
      '## Step\n\n```bash\na\n```\n\n```bash no-run\nno\n```\n\n```bash\nb\n```',
      '::check{#first}\n\n```bash\nc\n```',
      ':::hint[Or]\n```bash\nno\n```\n:::\n\n::check{#second}\n\n```bash\nno\n```',
    ].join('\n\n')
    expect(solutionsOf(body, ['first', 'second'])).toEqual(['a\nb', 'c'])
  })

  it.each([
    ['::check{#first}', 'no block that can be run is above its marker'],
    ['```bash\nx\n```\n\n```answer\ny\n```\n\n::check{#first}', 'asks for something'],
    ['```bash interrupt\nx\n```\n\n::check{#first}', 'presses Ctrl+C first'],
  ])('must be written where blocks do not do: %j', (body, reason) => {
    const problems = problemsOf(body, { frontMatter: frontMatterWithChecks(CHECK('first')) })
    expect(problems).toEqual([expect.stringContaining(`${reason}: write a "solve"`)])
  })
})
