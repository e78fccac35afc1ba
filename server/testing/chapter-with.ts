import type { Chapter } from '../domain/lab.ts'
import { chapterIdSchema } from '../protocol/ids.ts'

/** A chapter of which only some fields matter. */
export function chapterWith(fields: Partial<Chapter>): Chapter {
  return {
    id: chapterIdSchema.parse('chapter'),
    title: 'Chapter',
    folder: '01-chapter',
    minutes: 5,
    level: 'core',
    instances: 1,
    steps: [],
    blocks: new Map(),
    checks: new Map(),
    variables: new Map(),
    quiz: [],
    pictures: new Map(),
    digest: '',
    proven: null,
    ...fields,
  }
}
