import type Docker from 'dockerode'
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCatalog } from '../../catalog/build-catalog.ts'
import type { BuiltCatalog } from '../../catalog/built-catalog.ts'
import { Layout } from '../../catalog/layout.ts'
import { readCliEnvironment } from '../../cli/cli-environment.ts'
import { silentProgress } from '../../lib/progress.ts'
import { preparedLab } from '../../testing/prepared-lab.ts'
import { baseImageTag } from './base-image.ts'
import { runCatalogContainer } from './catalog-container.ts'
import { findHostEngine } from './host-engine.ts'
import { SetupError } from './setup-error.ts'

/** `e_machine` of an ELF file. */
const MACHINE: Record<string, number> = { 'linux/amd64': 62, 'linux/arm64/v8': 183 }
const { root, dockerHost, debianMirror } = readCliEnvironment()
let host: Docker
let base: string
let folder: string

beforeAll(async () => {
  await preparedLab()
  host = (await findHostEngine(dockerHost))!
  base = await baseImageTag(join(root, 'images/base'))
  folder = await mkdtemp(join(tmpdir(), 'drydock-catalog-'))
  await mkdir(join(folder, 'recipes'))
  // Small, and with real packages.
  await cp(join(root, 'images/catalog/pause'), join(folder, 'recipes/pause'), { recursive: true })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function build(name: string): Promise<BuiltCatalog> {
  return buildCatalog({
    recipesDir: join(folder, 'recipes'),
    folder: join(folder, name),
    caCertificate: '',
    debianMirror,
    run: (run) => runCatalogContainer(host, base, run),
    progress: silentProgress,
  })
}

test('packages of both architectures give the same digests each time they are built from nothing', async () => {
  const one = await build('one')
  const other = await build('other')
  expect(other.repositories).toEqual(one.repositories)
  const layout = new Layout(one.layoutDir)
  for (const { platform, layers } of one.repositories[0]!.tags[0]!.platforms) {
    const tar = gunzipSync(await readFile(layout.pathOf(layers[0]!.digest)))
    const elf = tar.indexOf('\x7fELF', 0, 'latin1')
    expect(tar.readUInt16LE(elf + 18), platform).toBe(MACHINE[platform])
  }
})

test('a mirror that cannot be reached is told with what to do', async () => {
  const run = buildCatalog({
    recipesDir: join(folder, 'recipes'),
    folder: join(folder, 'unreachable'),
    caCertificate: '',
    debianMirror: 'http://127.0.0.1:9',
    run: (containerRun) => runCatalogContainer(host, base, containerRun),
    progress: silentProgress,
  })
  const failure: unknown = await run.catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(SetupError)
  expect((failure as SetupError).advice).toContain('DRYDOCK_DEBIAN_MIRROR')
  const leftovers = await host.listContainers({ all: true, filters: { label: ['drydock.role=catalog'] } })
  expect(leftovers).toEqual([])
})
