import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/**
 * Which folder may import which (README.md, "Where things are"). A folder may always import itself; tests are
 * free, they only have to run.
 */
const ALLOWED: Record<string, string[]> = {
  'server/protocol': [],
  'server/domain': ['server/protocol'],
  'server/ports': ['server/domain', 'server/protocol'],
  'server/lib': ['server/protocol'],
  'server/services': ['server/ports', 'server/domain', 'server/protocol', 'server/lib'],
  // Set-up brings the parts of the machine together; the rest of server/docker knows none of them.
  'server/docker/setup': [
    'server/docker',
    'server/hub',
    'server/catalog',
    'server/ports',
    'server/domain',
    'server/protocol',
    'server/lib',
  ],
  'server/docker': ['server/ports', 'server/domain', 'server/protocol', 'server/lib'],
  // Recipes are YAML that authors write, as labs are.
  'server/catalog': ['server/labs/content-problem.ts', 'server/labs/read-yaml.ts', 'server/lib'],
  'server/hub': ['server/ports', 'server/domain', 'server/protocol', 'server/lib'],
  'server/store': ['server/ports', 'server/domain', 'server/protocol', 'server/lib'],
  // A participant who plays labs, and the broker that they play on.
  'server/solve': [
    'server/main.ts',
    'server/config.ts',
    'server/docker/setup/setup-result.ts',
    'server/labs',
    'server/domain',
    'server/protocol',
    'server/lib',
  ],
  'server/labs': ['server/ports', 'server/domain', 'server/protocol', 'server/lib'],
  'server/http': ['server/services', 'server/ports', 'server/domain', 'server/protocol', 'server/lib'],
  'server/ws': ['server/services', 'server/ports', 'server/domain', 'server/protocol', 'server/lib'],
  'server/cli': [
    'server/config.ts',
    'server/main.ts',
    'server/docker/setup',
    'server/catalog',
    'server/store/backup.ts',
    'server/labs',
    'server/solve',
    'server/lib',
    'server/protocol',
    'server/domain',
  ],
  'server/config.ts': ['server/protocol'],
  components: ['server/protocol'],
  app: ['components', 'server/protocol', 'server/labs', 'server/domain'],
  e2e: ['server/protocol'],
}
/** These build the whole, so they see the whole. */
const ROOTS = ['server/main.ts', 'server/testing', 'bench']
/** Packages that only one folder may know. */
const OWNERS: Record<string, string[]> = {
  dockerode: ['server/docker'],
  'node:sqlite': ['server/store'],
  kysely: ['server/store'],
  ws: ['server/ws', 'server/solve'],
  '@simplewebauthn/server': ['server/services'],
  '@simplewebauthn/browser': ['components/teach'],
  '@xterm/headless': ['server/services', 'server/solve', 'components/terminal'],
  '@xterm/addon-serialize': ['components/terminal'],
  fastify: ['server/http'],
  jose: ['server/hub'],
  'prom-client': ['server/services'],
  rolldown: ['server/docker/setup'],
  next: ['app', 'components'],
  react: ['app', 'components'],
  '@xterm/xterm': ['components/terminal'],
  codemirror: ['components/files'],
  ...Object.fromEntries(
    ['commands', 'lang-json', 'lang-yaml', 'language', 'legacy-modes', 'state', 'view'].map((name) => [
      `@codemirror/${name}`,
      ['components/files'],
    ]),
  ),
}
/** Code that must not reach for the system: it runs in the browser too, or is pure. */
const PURE = ['server/protocol', 'server/domain', 'components']

interface Import {
  file: string
  target: string
}

const root = join(import.meta.dirname, '..')
const files = globSync('{server,app,components,e2e,bench}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !file.includes('.test.'),
)
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => ({
    file,
    target: target!,
  }))
})

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function folderOf(file: string): string | undefined {
  return Object.keys(ALLOWED).find((folder) => isIn(file, folder))
}

function packageName(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
}

test('each folder imports only the folders that it may', () => {
  const broken = imports.flatMap(({ file, target }) => {
    const folder = folderOf(file)
    if (!target.startsWith('.') || !folder || ROOTS.some((path) => isIn(file, path))) return []
    const path = relative(root, join(root, dirname(file), target))
    const allowed = [folder, ...ALLOWED[folder]!]
    if (allowed.some((other) => isIn(path, other))) return []
    return `${file} imports ${path}; ${folder} may import: ${allowed.join(', ')}`
  })
  expect(broken).toEqual([])
})

test('each of the large packages is known to one folder', () => {
  const broken = imports.flatMap(({ file, target }) => {
    const owners = OWNERS[packageName(target)]
    if (!owners || ROOTS.some((path) => isIn(file, path)) || owners.some((owner) => isIn(file, owner)))
      return []
    return `${file} imports ${target}; only ${owners.join(', ')} may`
  })
  expect(broken).toEqual([])
})

test('pure folders do not touch the system', () => {
  const broken = imports.filter(
    ({ file, target }) => target.startsWith('node:') && PURE.some((folder) => isIn(file, folder)),
  )
  expect(broken).toEqual([])
})

test('main.ts is started, not imported for its parts', () => {
  const importers = imports.filter(
    ({ file, target }) =>
      /(^|\/)main\.ts$/.test(target) &&
      !isIn(file, 'server/cli') &&
      !isIn(file, 'server/solve') &&
      !isIn(file, 'server/testing') &&
      !isIn(file, 'bench'),
  )
  expect(importers).toEqual([])
})

test('every source file has a place in the table', () => {
  const homeless = files.filter((file) => !folderOf(file) && !ROOTS.some((path) => isIn(file, path)))
  expect(homeless).toEqual([])
})
