import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inlineScriptsOf, readInlineScripts, type InlineScripts } from './inline-scripts.ts'

const THEME = '((a,b)=>{document.documentElement.className=a})("class")'
const DATA = String.raw`self.__next_f.push([1,"2:[\"$\",\"div\",null,{\"children\":\"\u003cscript>\"}]\n"])`
const EVIL = 'fetch("/api/session", { method: "DELETE" })'
const EVIL_DATA = 'self.__next_f.push([1,alert(1)])'

let folder: string
let scripts: InlineScripts
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inline-scripts-'))
  await page('_not-found.html', [THEME])
  await page('index.html', [THEME, DATA])
  await page('labs/a/b.html', [THEME, DATA, EVIL, EVIL_DATA])
  scripts = await readInlineScripts(folder)
})
afterAll(() => rm(folder, { recursive: true }))

async function page(path: string, inline: string[]): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  const tags = inline.map((script) => `<script>${script}</script>`)
  await writeFile(join(folder, path), `<body><script src="/x.js" async=""></script>${tags.join('<p>')}`)
}

function hash(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

test('a page may run its own data and what every page has', () => {
  expect(scripts.common).toEqual([hash(THEME)])
  expect(scripts.ofPage('/')).toEqual([hash(THEME), hash(DATA)])
})

test('what came into a page with a lab has no hash, also when it looks like data', () => {
  expect(scripts.ofPage('/labs/a/b')).toEqual([hash(THEME), hash(DATA)])
})

test('an unknown path has the page that Next shows there', () => {
  expect(scripts.ofPage('/nothing')).toEqual([hash(THEME)])
})

test('scripts with a source are not inline; attributes and line breaks are no matter', () => {
  expect(
    inlineScriptsOf('<script id="a">x\ny</script><script src="/a.js">z</script><script>w</script>'),
  ).toEqual(['x\ny', 'w'])
})
