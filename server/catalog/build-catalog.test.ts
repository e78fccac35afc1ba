import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeRegistry } from '../testing/fake-registry.ts'
import { buildCatalog, planCatalog } from './build-catalog.ts'
import { Layout } from './layout.ts'
import { pushCatalog } from './push-catalog.ts'

const silent = { say: () => undefined, share: () => undefined }
let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'drydock-catalog-'))
})
afterEach(() => rm(root, { recursive: true }))

/** Recipes without packages need no container. */
async function writeRecipe(name: string, images: string, files: Record<string, string> = {}): Promise<void> {
  const folder = join(root, 'recipes', name)
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'recipe.yaml'),
    `repository: library/${name}
description: A test
stars: 1
official: true
originUrl: https://hub.docker.com/_/${name}
standInNote: Of a test.
images:
${images}`,
  )
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content)
}

function build(folder: string, more: { only?: string[] } = {}) {
  return buildCatalog({
    recipesDir: join(root, 'recipes'),
    folder: join(root, folder),
    caCertificate: 'a certificate',
    debianMirror: 'http://mirror',
    run: () => Promise.reject(new Error('no container is needed')),
    progress: silent,
    ...more,
  })
}

async function writeTwoRecipes(): Promise<void> {
  await writeRecipe(
    'base',
    `  - tags: [latest, '1']
    files: [{ path: /hello, from: hello.txt, mode: '0755' }]
    links: [{ target: hello, paths: [/usr/bin/hi] }]
    config: { command: [/hello], env: { A: '1' } }
`,
    { 'hello.txt': 'hello' },
  )
  await writeRecipe('child', '  - tags: [latest]\n    from: base:latest\n    config: { env: { B: two } }\n')
}

test('the same recipes give the same digests, wherever they are built', async () => {
  await writeTwoRecipes()
  const [one, other] = [await build('one'), await build('other')]
  expect(one.repositories.map(({ name }) => name)).toEqual(['library/base', 'library/child'])
  expect(other.repositories).toEqual(one.repositories)
  expect(other.key).toBe(one.key)
})

test('an image is one index of both platforms, labelled as a stand-in, and inherits its configuration', async () => {
  await writeTwoRecipes()
  const { layoutDir, repositories } = await build('out')
  const layout = new Layout(layoutDir)
  const read = async (digest: string): Promise<unknown> =>
    JSON.parse(await readFile(layout.pathOf(digest), 'utf8'))
  const [tag] = repositories[1]!.tags
  const platforms = [
    { architecture: 'amd64', os: 'linux' },
    { architecture: 'arm64', os: 'linux', variant: 'v8' },
  ]
  expect(await read(tag!.index.digest)).toMatchObject({
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: platforms.map((platform) => ({ platform })),
  })
  expect(await read(tag!.platforms[1]!.config.digest)).toMatchObject({
    architecture: 'arm64',
    config: {
      Cmd: ['/hello'],
      Env: [expect.stringMatching(/^PATH=/), 'A=1', 'B=two'],
      Labels: { 'drydock.stand-in-for': 'docker.io/library/child:latest' },
    },
    rootfs: { diff_ids: [expect.stringMatching(/^sha256:/)] },
  })
})

test('a recipe is built again when it changes, and then it alone', async () => {
  await writeTwoRecipes()
  await writeRecipe('other', '  - tags: [latest]\n    files: [{ path: /x, text: x }]\n')
  await build('out')
  await writeRecipe('other', '  - tags: [latest]\n    files: [{ path: /x, text: y }]\n')
  const options = {
    recipesDir: join(root, 'recipes'),
    folder: join(root, 'out'),
    caCertificate: 'a certificate',
  }
  const planned = await planCatalog(options)
  const missing = planned.filter(({ built }) => !built).map(({ recipe }) => recipe.name)
  expect(missing).toEqual(['other'])
})

test('a build whose blob was lost is made again', async () => {
  await writeTwoRecipes()
  const first = await build('out')
  const layer = first.repositories[0]!.tags[0]!.platforms[0]!.layers[0]!
  await rm(new Layout(first.layoutDir).pathOf(layer.digest))
  expect(await build('out')).toEqual(first)
  expect(await new Layout(first.layoutDir).has(layer)).toBe(true)
})

test('a mistake is told with its place, its field and what is allowed', async () => {
  await writeRecipe('wrong', '  - tags: [2]\n    from: nothing:here\n    file: []\n')
  await expect(build('out')).rejects.toThrow(/wrong\/recipe\.yaml:8: images\.0\.tags\.0: .*in quotes/)
  await expect(build('out')).rejects.toThrow(/images\.0\.file: unknown key, allowed: .*files/)
  await writeRecipe('wrong', '  - tags: [a]\n    from: nothing:here\n')
  await expect(build('out')).rejects.toThrow('wrong/recipe.yaml:9: images.0.from: there is no nothing:here')
  await writeRecipe('wrong', '  - tags: [a]\n    files: [{ path: /a, from: gone.txt }]\n')
  await expect(build('out')).rejects.toThrow('gone.txt is not there')
  await writeRecipe('wrong', '  - tags: [a]\n    files: [{ path: /bin/../x, text: a }]\n')
  await expect(build('out')).rejects.toThrow('no . or .. in it')
  await writeRecipe('wrong', '  - tags: [a]\n    trustLabCa: true\n')
  await expect(build('out')).rejects.toThrow('images.0.trustLabCa: it needs ca-certificates')
})

test('a registry gets what it has not, each blob once, and nothing the second time', async () => {
  await writeTwoRecipes()
  const catalog = await build('out')
  await using registry = await startFakeRegistry()
  await pushCatalog(catalog, { registry, progress: silent })
  const { tags } = catalog.repositories[0]!
  expect(registry.manifests.get('docker.io/library/base:latest')).toBe(tags[0]!.index.digest)
  expect(registry.manifests.get('docker.io/library/base:1')).toBe(tags[0]!.index.digest)
  expect(registry.manifests.has(`docker.io/library/child:latest`)).toBe(true)
  const layer = tags[0]!.platforms[0]!.layers[0]!.digest
  expect(registry.blobs.has(`docker.io/library/child@${layer}`)).toBe(true)
  // Three blobs of the base (one layer for both platforms), two configurations of the child; its layer is mounted.
  expect(registry.calls.filter((call) => call.startsWith('PUT') && call.includes('/uploads/'))).toHaveLength(
    5,
  )
  registry.calls.length = 0
  await pushCatalog(catalog, { registry, progress: silent })
  expect(registry.calls.filter((call) => !call.startsWith('HEAD'))).toEqual([])
})
