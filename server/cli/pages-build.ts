import { createHash, type Hash } from 'node:crypto'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Progress } from '../lib/progress.ts'
import { runCommand } from '../docker/setup/run-command.ts'

/** Everything that the pages are built from. Tests are left out: they change no page. */
const SOURCES = [
  '{app,components,public}/**/*',
  'server/{protocol,domain,labs,lib}/**/*',
  '{package-lock.json,instrumentation-client.ts,next.config.js,postcss.config.mjs,postcss.config.js,tsconfig.json}',
]
const IS_TEST = /\.test\.tsx?$/

export interface PagesPlaces {
  root: string
  /** DRYDOCK_LABS_DIR: the chapters are part of the pages. Relative to the root. */
  labsDir: string
}

function stampPath(root: string): string {
  return join(root, '.next/drydock-key')
}

export async function isPagesBuildCurrent(places: PagesPlaces): Promise<boolean> {
  const stamp = await readFile(stampPath(places.root), 'utf8').catch(() => undefined)
  return stamp === (await pagesKey(places))
}

/** Builds the pages when their sources have changed since the last time. */
export async function ensurePagesBuild(places: PagesPlaces, progress: Progress): Promise<string> {
  const { root, labsDir } = places
  if (await isPagesBuildCurrent(places)) return 'already built'
  // Taken before the build: a file that is saved meanwhile makes the next start build again.
  const key = await pagesKey(places)
  await runCommand(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DRYDOCK_LABS_DIR: labsDir },
    onLine: (line) => line.trim() !== '' && progress.say(line.trim()),
    advice: 'The message above names the file. `npm run build` shows all of it.',
  })
  await writeFile(stampPath(root), key)
  return 'built'
}

export async function pagesKey({ root, labsDir }: PagesPlaces): Promise<string> {
  const hash = createHash('sha256').update(`${labsDir}\0`)
  await addFiles(hash, root, SOURCES)
  await addFiles(hash, resolve(root, labsDir), ['**/*'])
  return hash.digest('hex')
}

async function addFiles(hash: Hash, folder: string, patterns: string[]): Promise<void> {
  const paths: string[] = []
  for await (const path of glob(patterns, { cwd: folder })) if (!IS_TEST.test(path)) paths.push(path)
  for (const path of paths.sort()) {
    if ((await stat(join(folder, path))).isFile())
      hash.update(`${path}\0`).update(await readFile(join(folder, path)))
  }
}
