import { expect, it } from 'vitest'
import type { PublicChapter } from '../../server/protocol/lab.ts'
import { chapterIdSchema, checkIdSchema, instanceNameSchema } from '../../server/protocol/ids.ts'
import { hintKey, listHints } from './lab-hints.ts'

const chapter: PublicChapter = {
  id: chapterIdSchema.parse('first'),
  title: 'First',
  minutes: 5,
  level: 'core',
  variables: [],
  quiz: [],
  proven: null,
  steps: [
    {
      id: 'start',
      title: 'Start',
      content: { type: 'root', children: [] },
      blocks: {},
      checks: [
        {
          id: checkIdSchema.parse('running'),
          on: instanceNameSchema.parse('node1'),
          hints: [
            {
              type: 'root',
              children: [
                { type: 'text', value: 'Look at\n ' },
                {
                  type: 'element',
                  tagName: 'code',
                  properties: {},
                  children: [{ type: 'text', value: 'docker ps' }],
                },
              ],
            },
          ],
        },
        { id: checkIdSchema.parse('bare'), on: instanceNameSchema.parse('node1'), hints: [] },
      ],
    },
  ],
}

it('lists hints as plain text, by chapter and check', () => {
  expect(listHints({ chapters: [chapter] })).toEqual({
    [hintKey({ chapter: 'first', check: 'running' })]: ['Look at docker ps'],
  })
})
