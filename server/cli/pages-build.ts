import { createHash } from 'node:crypto'
import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '../docker/setup/progress.ts'
import { runCommand } from '../docker/setup/run-command.ts'

/** Everything that the pages are built from. Tests are left out: they change no page. */
const SOURCES = [
  '{app,components,public,lab-content}/**/*',
  'server/{protocol,domain,labs,lib}/**/*',
  '{package-lock.json,next.config.js,postcss.config.mjs,postcss.config.js,tsconfig.json}',
]
const IS_TEST = /\.test\.tsx?$/

function stampPath(root: string): string {
  return join(root, '.next/drydock-key')
}

export async function isPagesBuildCurrent(root: string): Promise<boolean> {
  const stamp = await readFile(stampPath(root), 'utf8').catch(() => undefined)
  return stamp === (await pagesKey(root))
}

/** Builds the pages when their sources have changed since the last time. */
export async function ensurePagesBuild(root: string, progress: Progress): Promise<string> {
  if (await isPagesBuildCurrent(root)) return 'already built'
  // Taken before the build: a file that is saved meanwhile makes the next start build again.
  const key = await pagesKey(root)
  await runCommand(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: (line) => line.trim() !== '' && progress.say(line.trim()),
    advice: 'The message above names the file. `npm run build` shows all of it.',
  })
  await writeFile(stampPath(root), key)
  return 'built'
}

async function pagesKey(root: string): Promise<string> {
  const hash = createHash('sha256')
  const paths: string[] = []
  for await (const path of glob(SOURCES, { cwd: root })) if (!IS_TEST.test(path)) paths.push(path)
  for (const path of paths.sort()) {
    if ((await stat(join(root, path))).isFile())
      hash.update(`${path}\0`).update(await readFile(join(root, path)))
  }
  return hash.digest('hex')
}
