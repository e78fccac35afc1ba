import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pagesKey } from './pages-build.ts'

test('the pages are built again when a chapter changes or the labs come from another folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'drydock-pages-'))
  try {
    for (const labs of ['one', 'two']) {
      await mkdir(join(root, labs))
      await writeFile(join(root, labs, 'chapter.md'), '# Same')
    }
    const key = await pagesKey({ root, labsDir: 'one' })
    expect(await pagesKey({ root, labsDir: 'one' })).toBe(key)
    expect(await pagesKey({ root, labsDir: 'two' })).not.toBe(key)
    await writeFile(join(root, 'one/chapter.md'), '# Changed')
    expect(await pagesKey({ root, labsDir: 'one' })).not.toBe(key)
  } finally {
    await rm(root, { recursive: true })
  }
})
