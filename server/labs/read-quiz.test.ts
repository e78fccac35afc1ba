import { describe, expect, it } from 'vitest'
import { parseBody } from './chapter-under-test.ts'

function question(id: string, over = ''): string {
  return [
    `- id: ${id}`,
    '  question: Why `digests`?',
    '  options:',
    '    - { text: Same bytes., right: true, because: They are a hash. }',
    `    - { text: Shorter., because: They are not.${over} }`,
  ].join('\n')
}
const QUIZ = ['a', 'b', 'c'].map((id) => question(id)).join('\n')

describe('quiz.yml', () => {
  it('becomes questions with inline content', () => {
    const { chapter, problems } = parseBody('Text.', { quiz: QUIZ })
    expect(problems).toEqual([])
    expect(chapter!.quiz.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    const [{ question: text, options }] = chapter!.quiz as [NonNullable<typeof chapter>['quiz'][0]]
    expect(text.children).toMatchObject([{ value: 'Why ' }, { tagName: 'code' }, { value: '?' }])
    expect(options.map(({ isRight }) => isRight)).toEqual([true, false])
  })

  it.each([
    [question('a'), 'at least 3|Too small'],
    [QUIZ.replace('id: b', 'id: a'), 'share an id'],
    [QUIZ.replace('right: true', 'right: false'), 'exactly one option must be right'],
    [QUIZ.replace('right:', 'correct:'), 'unknown key, allowed: text, right, because'],
    [QUIZ.replace('Same bytes.', '<b>'), 'raw HTML is not allowed'],
    [QUIZ.replace('Same bytes.', '"# Heading"'), 'must be plain text of one paragraph'],
    [QUIZ.replace('Same bytes.', '"[x](../99-none/chapter.md)"').replace('99-none', 'none'), 'leads nowhere'],
  ])('is refused with the place and a reason: %#', (quiz, reason) => {
    const { problems } = parseBody('Text.', { quiz })
    expect(problems[0]).toMatchObject({
      file: 'quiz.yml',
      message: expect.stringMatching(new RegExp(reason)) as string,
    })
  })
})
