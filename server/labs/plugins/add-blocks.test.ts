import { describe, expect, it } from 'vitest'
import { BODY_LINE, chapterOf, problemsOf } from '../chapter-under-test.ts'

describe('blocks', () => {
  it('are runnable when they are bash, in any terminal', () => {
    const [block] = chapterOf('```bash\ndocker ps\n```').blocks.values()
    expect(block).toMatchObject({
      code: 'docker ps',
      isRunnable: true,
      instance: null,
      isInterrupting: false,
    })
  })

  it.each([
    ['```json\n{}\n```', { language: 'json', isRunnable: false }],
    ['```bash no-run\nls\n```', { language: 'bash', isRunnable: false }],
    ['```bash fails\nls\n```', { isMeantToFail: true, isRunnable: true }],
    ['```bash run=node1 interrupt\nls\n```', { instance: 'node1', isInterrupting: true, isRunnable: true }],
    ['```bash id=my-block\nls\n```', { id: 'my-block' }],
  ])('take the words of the fence: %j', (body, expected) => {
    const [block] = chapterOf(body).blocks.values()
    expect(block).toMatchObject(expected)
  })

  it('keep their id when text around them changes, and lose it when their command does', () => {
    const idOf = (body: string) => [...chapterOf(body).blocks.keys()].at(-1)
    const before = idOf('## Go\n\n```bash\ndocker ps\n```')
    expect(idOf('## Go\n\nNew.\n\n```bash\nls\n```\n\n```bash\ndocker ps\n```')).toBe(before)
    expect(idOf('## Go\n\n```bash\ndocker ps -a\n```')).not.toBe(before)
  })

  it('have different ids in spite of equal commands', () => {
    const chapter = chapterOf('## Go\n\n```bash\nls\n```\n\n```bash\nls\n```\n\n## 你好\n\n```bash\nls\n```')
    expect(chapter.blocks.size).toBe(3)
  })

  it('belong to their step, also from inside of a hint or a list', () => {
    const chapter = chapterOf(
      '## A\n\n:::hint[Look]\n```bash\nls\n```\n:::\n\n- x\n\n  ```bash\n  pwd\n  ```\n\n## B\n',
    )
    expect(chapter.steps.map(({ blocks }) => blocks.length)).toEqual([2, 0])
  })

  it('show what to expect as an element of its own', () => {
    const [step] = chapterOf('```bash\nls\n```\n\n```output\n{"a":1}\n```').steps
    expect(step!.content.children.slice(-1)).toEqual([
      {
        type: 'element',
        tagName: 'lab-output',
        properties: { isExample: false },
        children: [{ type: 'text', value: '{"a":1}' }],
      },
    ])
  })

  it.each([
    ['```bash\nls', 'the fence is never closed'],
    ['```bash', 'the fence is never closed'],
    ['````bash\nls\n```', 'the fence is never closed'],
    ['> ```bash\n> ls', 'the fence is never closed'],
    ['```\nls\n```', 'names no language'],
    ['    ls', 'indented code is not allowed'],
    ['```bash\n```', 'the block is empty'],
    ['```bash\nls\t-a\n```', 'has a tab'],
    ['```bash\nls \u200d\n```', 'invisible joining character'],
    ['```bash run=node2\nls\n```', 'runs on node2, but "instances" is 1'],
    ['```bash run=nodeX\nls\n```', '"run=" needs the name of an instance'],
    ['```bash no-run run=node1\nls\n```', '"no-run" excludes'],
    ['```bash id=A_B\nls\n```', '"id=" needs a name'],
    ['```bash id=a id=b\nls\n```', '"id" is there twice'],
    ['```bash no-run fails\nls\n```', '"no-run" excludes'],
    ['```bash sudo\nls\n```', 'unknown word "sudo", allowed: run=node1, no-run, interrupt, fails'],
    ['```json interrupt\n{}\n```', 'only a bash block can be run'],
    ['```output\nx\n```', 'no block that can be run is before this output'],
    ['```answer\nx\n```', 'no block that asks is before this answer'],
  ])('are refused with a reason: %j', (body, reason) => {
    expect(problemsOf(body)).toEqual([expect.stringContaining(reason)])
    expect(problemsOf(body)[0]).toMatch(new RegExp(`^${BODY_LINE}: `))
  })

  it('are followed by what they ask for', () => {
    const { blocks } = chapterOf('```bash\ndocker login\n```\n\n```answer\n{{username}}\n```')
    expect([...blocks.values()]).toMatchObject([
      { code: 'docker login', isAnswer: false },
      { code: '{{username}}', isAnswer: true, isRunnable: true },
    ])
    expect(problemsOf('```bash\nx\n```\n\n```answer\na\nb\n```')[0]).toContain('an answer is one line')
  })

  it('are listed in the order in which they happen, without those in hints', () => {
    const body =
      '## A\n\n```bash id=a\nls\n```\n\n```output\nx\n```\n\n:::hint[No?]\n```bash id=b\npwd\n```\n:::'
    expect(chapterOf(body).steps[0]!.flow).toEqual([
      { type: 'block', id: 'a' },
      { type: 'output', text: 'x' },
    ])
  })

  it('may not share an id', () => {
    const body = '```bash id=a\nls\n```\n\n```bash id=a\npwd\n```'
    expect(problemsOf(body)).toEqual([`${BODY_LINE + 4}: two blocks have the id a`])
  })
})
