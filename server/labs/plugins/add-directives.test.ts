import { describe, expect, it } from 'vitest'
import {
  chapterOf,
  FRONT_MATTER,
  frontMatterWithChecks,
  problemsOf,
  SOME_CHECK,
} from '../chapter-under-test.ts'

const frontMatter = frontMatterWithChecks(SOME_CHECK)

describe('::check', () => {
  it('marks where a check of the step is shown', () => {
    const [step] = chapterOf('## A\n\n::check{#pushed}', { frontMatter }).steps
    expect(step!.checks).toEqual(['pushed'])
    expect(step!.content.children[0]).toMatchObject({
      tagName: 'lab-check',
      properties: { checkId: 'pushed' },
    })
  })

  it.each([
    ['::check{#pushed}\n\n::check{#gone}', 'the check "gone" is not in the front matter, there are: pushed'],
    ['::check{#pushed}\n\n::check{#pushed}', 'has two markers'],
    ['::check{#pushed}\n\n::check', '::check needs an id'],
    ['::check{#pushed}\n\n::check{#pushed .red}', '::check needs an id'],
    ['::check{#pushed}\n\n::check{#push', 'looks like a directive but is none'],
    [':::hint[x]\n::check{#pushed}\n:::\n\n::check{#pushed}', 'must stand by itself'],
    ['', 'checks.pushed: has no marker: put ::check{#pushed}'],
  ])('is refused with a reason: %j', (body, reason) => {
    expect(problemsOf(body, { frontMatter })).toEqual([expect.stringContaining(reason)])
  })
})

describe('::input', () => {
  const asking = `${FRONT_MATTER}\nvariables:\n  registry: { ask: Your registry, pattern: "[a-z]+", example: mine }`

  it('marks where a variable is typed', () => {
    const chapter = chapterOf('## A\n\n::input{#registry}\n\n```bash\necho {{registry}}\n```', {
      frontMatter: asking,
    })
    expect(chapter.steps[0]!.content.children[0]).toMatchObject({
      tagName: 'lab-input',
      properties: { name: 'registry' },
    })
    expect([...chapter.variables.values()]).toMatchObject([
      { name: 'registry', example: 'mine', source: { type: 'ask', ask: 'Your registry' } },
    ])
  })

  it.each([
    ['::input{#registry}\n\n::input{#registry}', 'has two fields'],
    ['::input{#registry}\n\n::input{#other}', '"other" is no variable'],
    ['::input{#registry}\n\n::input', '::input needs the name'],
    ['', 'has no field'],
  ])('is refused with a reason: %j', (body, reason) => {
    expect(problemsOf(body, { frontMatter: asking })).toEqual([expect.stringContaining(reason)])
  })
})

describe('::port', () => {
  it('links to a port of an instance', () => {
    const [step] = chapterOf('::port{instance=node1 port=5000 path="/v2/_catalog?n=1"}').steps
    expect(step!.content.children[0]).toMatchObject({
      tagName: 'lab-port',
      properties: { instance: 'node1', port: 5000, path: '/v2/_catalog?n=1' },
    })
  })

  it.each([
    '::port{instance=node1}',
    '::port{instance=node1 port=0}',
    '::port{instance=node1 port=5000 path="//evil.example\\"}',
    '::port{instance=node1 port=5000 path="v2"}',
    '::port{instance=node1 port=5000 host=x}',
    '::port{instance=node1 port=5000}[label]',
  ])('is refused when it is not complete and correct: %s', (body) => {
    expect(problemsOf(body)).toHaveLength(1)
  })

  it('is refused on an instance that the chapter does not have', () => {
    expect(problemsOf('::port{instance=node2 port=80}')[0]).toContain(
      'the port is on node2, but "instances" is 1',
    )
  })
})

describe('containers', () => {
  it('become a hint with its summary, or a note of its kind', () => {
    const { steps } = chapterOf(':::hint[It `fails`?]\nTry.\n:::\n\n:::warning\nStop.\n:::')
    const elements = steps[0]!.content.children.filter(({ type }) => type === 'element')
    expect(elements).toMatchObject([
      { tagName: 'lab-hint', properties: { summary: 'It fails?' }, children: [{ tagName: 'p' }] },
      { tagName: 'lab-note', properties: { kind: 'warning' }, children: [{ tagName: 'p' }] },
    ])
  })

  it.each([
    [':::hint\nx\n:::', ':::hint needs a summary'],
    [':::note[x]\ny\n:::', ':::note takes no [label]'],
    [':::note{#x}\ny\n:::', 'takes no {attributes}'],
    [':::note\nx', ':::note is never closed'],
    [':::tip\nx\n:::', 'unknown directive "tip", allowed: ::check{#id}'],
    ['::video', 'unknown directive "video"'],
    ['Text.\n\n:::', 'looks like a directive but is none'],
  ])('are refused with a reason: %j', (body, reason) => {
    expect(problemsOf(body)).toEqual([expect.stringContaining(reason)])
  })
})

describe('running text', () => {
  it('keeps the tags of image names', () => {
    const [step] = chapterOf('Pull alpine:latest from registry:5000/x:y and use std::vector.').steps
    expect(JSON.stringify(step!.content)).toContain(
      'Pull alpine:latest from registry:5000/x:y and use std::vector.',
    )
  })
})
