import { describe, expect, it } from 'vitest'
import { BODY_LINE, chapterOf, problemsOf } from '../chapter-under-test.ts'

describe('steps', () => {
  it('are cut at the ## headings, with the ids of a Git host', () => {
    const { steps } = chapterOf('Hello.\n\n## Push & pull\n\nText.\n\n## List `tags`')
    expect(steps.map(({ id, title }) => [id, title])).toEqual([
      ['intro', 'Introduction'],
      ['push--pull', 'Push & pull'],
      ['list-tags', 'List tags'],
    ])
  })

  it('hold their text without the heading, smaller headings included', () => {
    const { steps } = chapterOf('## A\n\nOne.\n\n### Deep\n\nTwo.')
    expect(steps[0]!.content.children).toMatchObject([
      { tagName: 'p' },
      { tagName: 'h3', properties: { id: 'deep' } },
      { tagName: 'p' },
    ])
  })

  it('may come after a # heading that is the title', () => {
    expect(chapterOf('# First\n\n## A').steps.map(({ id }) => id)).toEqual(['a'])
  })

  it('may use a link definition of another step', () => {
    const { steps } = chapterOf('## A\n\n[site][s]\n\n## B\n\n[s]: https://example.org/')
    expect(JSON.stringify(steps[0]!.content)).toContain('"href":"https://example.org/"')
  })
})

describe('headings', () => {
  it.each([
    ['# Second', 'must be the title, "First"'],
    ['Text.\n\n# First', 'only the first line'],
    ['## Intro', 'cannot be called "Intro"'],
    ['## !!!', 'no letters or digits'],
    ['### Deep', 'skips a level: ## is allowed here'],
    ['> ## Quoted', 'may not be inside'],
    ['## A\n\n## a', 'two headings give the anchor #a'],
  ])('are refused with a reason: %j', (body, reason) => {
    expect(problemsOf(body)).toEqual([expect.stringContaining(reason)])
  })

  it('are named with their line', () => {
    expect(problemsOf('\n\n## A\n\n## A')[0]).toMatch(new RegExp(`^${BODY_LINE + 4}: `))
  })
})
