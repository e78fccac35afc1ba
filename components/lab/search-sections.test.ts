import type { Element, ElementContent } from 'hast'
import { expect, it } from 'vitest'
import { blockIdSchema, chapterIdSchema, labIdSchema } from '../../server/protocol/ids.ts'
import type { PublicLab, PublicStep } from '../../server/protocol/lab.ts'
import { indexLab } from './search-sections.ts'

const text = (value: string): ElementContent => ({ type: 'text', value })

function element(tagName: string, properties: Element['properties'], ...children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

const blockId = blockIdSchema.parse('log-in')

function step(id: string, title: string, ...children: Element[]): PublicStep {
  const block = {
    id: blockId,
    language: 'bash',
    code: 'docker login ghcr.io',
    isRunnable: true,
    isAnswer: false,
    isMeantToFail: false,
    instance: null,
  }
  return { id, title, checks: [], content: { type: 'root', children }, blocks: { [blockId]: block } }
}

const lab: PublicLab = {
  id: labIdSchema.parse('a-lab'),
  title: 'A lab',
  summary: '',
  chapters: [
    {
      id: chapterIdSchema.parse('first'),
      title: 'The first chapter',
      minutes: 5,
      level: 'core',
      variables: [],
      quiz: [],
      proven: null,
      steps: [
        step('intro', 'Introduction', element('p', {}, text('Before anything else.'))),
        step(
          'log-in',
          'Log in',
          element('p', {}, text('Use '), element('code', {}, text('docker login')), text(' now.')),
          element('lab-block', { blockId }),
          element('lab-hint', { summary: 'It says 401?' }, element('p', {}, text('The password is wrong.'))),
          element('lab-figure', { src: '/x.svg', alt: 'Two keys.' }),
        ),
      ],
    },
  ],
}

it('finds text, commands, hints and pictures in their step, and leads there', () => {
  const [intro, logIn] = indexLab(lab)
  expect(intro).toMatchObject({ path: 'first', heading: '', text: 'Before anything else.' })
  expect(logIn).toMatchObject({ path: 'first#log-in', chapter: 'The first chapter', heading: 'Log in' })
  expect(logIn!.text).toBe(
    'Use docker login now. docker login ghcr.io It says 401? The password is wrong. Two keys.',
  )
})
