import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Pages of Next's own that hold nothing of any lab: each inline script of theirs is of Next, React or next-themes. */
const BARE_PAGES = ['/_not-found', '/_global-error']
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g
/** React's data for a page. The argument is JSON, so it can do nothing but be there. */
const DATA = /^self\.__next_f\.push\((\[[^]*\])\)$/

/** The inline scripts that pages may run, as sources of a Content-Security-Policy. */
export interface InlineScripts {
  /** Of the page that was built for this path; those of the page for unknown paths, when there is none. */
  ofPage(path: string): readonly string[]
  /** In every page: what sets the theme before the first paint. */
  common: readonly string[]
}

export const noInlineScripts: InlineScripts = { ofPage: () => [], common: [] }

/**
 * Reads them from the pages as they were built, never from an answer: what gets into a page later has no hash. And not
 * everything that was built gets one, only data and what a page without any lab has too: a script that came in with
 * a lab's text would have none either. `folder`: Next's `server/app`.
 */
export async function readInlineScripts(folder: string): Promise<InlineScripts> {
  const pages = new Map<string, string[]>()
  for await (const file of glob('**/*.html', { cwd: folder })) {
    const html = await readFile(join(folder, file), 'utf8')
    pages.set(pathOf(file), inlineScriptsOf(html))
  }
  const bare = BARE_PAGES.flatMap((path) => pages.get(path) ?? [])
  const ours = new Set(bare.filter((script) => !DATA.test(script)))
  const sources = new Map<string, readonly string[]>()
  for (const [path, scripts] of pages)
    sources.set(path, scripts.filter((script) => ours.has(script) || isData(script)).map(hashSource))
  return {
    ofPage: (path) => sources.get(path) ?? sources.get('/_not-found') ?? [],
    common: [...ours].map(hashSource),
  }
}

export function inlineScriptsOf(html: string): string[] {
  return [...html.matchAll(INLINE_SCRIPT)].map(([, script]) => script!)
}

function pathOf(file: string): string {
  const path = `/${file.slice(0, -'.html'.length)}`
  return path === '/index' ? '/' : path
}

function isData(script: string): boolean {
  const json = DATA.exec(script)?.[1]
  if (json === undefined) return false
  try {
    JSON.parse(json)
    return true
  } catch {
    return false
  }
}

function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}
