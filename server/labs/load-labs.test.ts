import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadLabs } from './load-labs.ts'

const CHAPTER = '---\nid: one\ntitle: One\nminutes: 1\nlevel: core\n---\n\nText.\n'
const LAB = (id: string) => `id: ${id}\ntitle: T\nsummary: S\n`

describe('loadLabs', () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'drydock-labs-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  async function write(files: Record<string, string>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, name)), { recursive: true })
      await writeFile(join(directory, name), text)
    }
  }

  it('reads every folder as a lab and leaves other files alone', async () => {
    await write({ 'README.md': 'For authors', 'a/lab.yml': LAB('a'), 'a/01-one/chapter.md': CHAPTER })
    await write({ 'b/lab.yml': LAB('b'), 'b/01-one/chapter.md': CHAPTER })
    expect((await loadLabs(directory)).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('reads check scripts from the chapter’s folder', async () => {
    const check =
      'checks:\n  c: { on: node1, mode: level, run: checks/c.sh, reason: h, solve: s }\n---\n\n::check{#c}\n'
    await write({ 'a/lab.yml': LAB('a'), 'a/01-one/chapter.md': CHAPTER.replace('---\n\nText.\n', check) })
    await write({ 'a/01-one/checks/c.sh': 'exit 3\n' })
    const [lab] = await loadLabs(directory)
    expect([...lab!.chapters[0]!.checks.values()]).toMatchObject([{ id: 'c', run: 'exit 3\n' }])
  })

  it('reports missing and oversized files together with what is wrong in the others', async () => {
    await write({ 'a/01-one/chapter.md': CHAPTER, 'b/lab.yml': 'id: b', 'b/02-two/x': '' })
    await write({ 'c/lab.yml': LAB('c'), 'c/01-one/chapter.md': `${CHAPTER}${'x'.repeat(200_000)}` })
    const message = await loadLabs(directory).then(String, (error: Error) => error.message)
    expect(message).toContain('a/lab.yml:1: the file is missing')
    expect(message).toContain('b/lab.yml:1: title: is missing')
    expect(message).toContain('b/02-two/chapter.md:1: the file is missing')
    expect(message).toContain('c/01-one/chapter.md:1: the file is too large')
  })

  it('says when the folder itself cannot be read', async () => {
    await expect(loadLabs(join(directory, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
