import { describe, expect, it } from 'vitest'
import { labIdSchema } from '../protocol/ids.ts'
import { chapterOf, frontMatterWithChecks } from './chapter-under-test.ts'
import { toPublicLab } from './to-public-lab.ts'

const CHECK =
  'pushed: { on: node1, mode: edge, run: SECRET-run, reason: SECRET-reason, mistakes: [{ make: SECRET-make, says: SECRET-says }], solve: SECRET-solve }'

describe('toPublicLab', () => {
  const chapter = chapterOf('## A\n\n::check{#pushed}\n\n```bash run=node1 id=go\ndocker ps\n```\n\n## B', {
    frontMatter: frontMatterWithChecks(CHECK),
  })
  const lab = { id: labIdSchema.parse('x'), title: 'X', summary: 'Y', chapters: [chapter] }

  it('keeps what a page shows', () => {
    expect(toPublicLab(lab).chapters[0]).toMatchObject({
      id: 'first',
      minutes: 5,
      steps: [
        {
          id: 'a',
          checks: [{ id: 'pushed', on: 'node1', hints: [] }],
          blocks: { go: { code: 'docker ps', instance: 'node1', isRunnable: true } },
        },
        { id: 'b', checks: [], blocks: {} },
      ],
    })
  })

  it('keeps scripts, solutions, reasons and mistakes of checks on the server', () => {
    expect(JSON.stringify([...chapter.checks.values()])).toContain('SECRET-solve')
    expect(JSON.stringify(toPublicLab(lab))).not.toContain('SECRET')
  })

  it('is plain data that survives JSON', () => {
    const publicLab = toPublicLab(lab)
    expect(JSON.parse(JSON.stringify(publicLab))).toEqual(publicLab)
  })
})
