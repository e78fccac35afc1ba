import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { chapterIdSchema, labIdSchema } from '../protocol/ids.ts'
import { LiveLabCatalog } from './live-lab-catalog.ts'

const ref = { lab: labIdSchema.parse('a'), chapter: chapterIdSchema.parse('one') }
const CHAPTER = (title: string) => `---\nid: one\ntitle: ${title}\nminutes: 1\nlevel: core\n---\n\nText.\n`

test('what an author saves is there at once, and a mistake leaves the last good text', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'live-labs-'))
  const file = join(directory, 'a/10-one/chapter.md')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(join(directory, 'a/lab.yml'), 'id: a\ntitle: A\nsummary: S\n')
  await writeFile(file, CHAPTER('Before'))
  const warnings: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void warnings.push(line) })
  try {
    using catalog = await LiveLabCatalog.open(directory, log)
    const changed = Promise.withResolvers<void>()
    using _listening = catalog.onChange(() => changed.resolve())
    await writeFile(file, CHAPTER('After'))
    await changed.promise
    expect(catalog.chapter(ref).title).toBe('After')
    await writeFile(file, '<b>')
    await expect.poll(() => warnings.join('')).toContain('front matter is missing')
    expect(catalog.chapter(ref).title).toBe('After')
  } finally {
    await rm(directory, { recursive: true })
  }
})
