import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recipeKey } from './recipe-key.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-recipe-'))
  await mkdir(join(folder, 'bin'))
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n')
  await writeFile(join(folder, 'bin/init'), '#!/bin/sh\n')
})
afterEach(() => rm(folder, { recursive: true }))

test('an unchanged recipe keeps its key', async () => {
  const key = await recipeKey(folder, { BASE: 'a' })
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n')
  expect(await recipeKey(folder, { BASE: 'a' })).toBe(key)
  expect(key).toMatch(/^[0-9a-f]{12}$/)
})

test('a changed file, mode, name, new file or ingredient changes the key', async () => {
  const keys = [await recipeKey(folder, { BASE: 'a' })]
  keys.push(await recipeKey(folder, { BASE: 'b' }))
  await writeFile(join(folder, 'bin/init'), '#!/bin/bash\n')
  keys.push(await recipeKey(folder, { BASE: 'a' }))
  await chmod(join(folder, 'bin/init'), 0o755)
  keys.push(await recipeKey(folder, { BASE: 'a' }))
  await rename(join(folder, 'bin/init'), join(folder, 'bin/start'))
  keys.push(await recipeKey(folder, { BASE: 'a' }))
  await writeFile(join(folder, '.hidden'), '')
  keys.push(await recipeKey(folder, { BASE: 'a' }))
  expect(new Set(keys).size).toBe(keys.length)
})
