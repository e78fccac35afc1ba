import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

/**
 * The name of what a recipe makes: it changes when a file of the folder, its mode or its path changes, or one of
 * `ingredients` (the parent's key, build arguments, files from elsewhere). Twelve digits, as in a short image id.
 */
export async function recipeKey(folder: string, ingredients: Record<string, string> = {}): Promise<string> {
  const hash = createHash('sha256')
  for (const path of await listFiles(folder)) {
    const { mode } = await stat(join(folder, path))
    const content = await readFile(join(folder, path))
    hash.update(`${path}\0${mode & 0o111 ? 'x' : '-'}\0${content.length}\0`).update(content)
  }
  for (const name of Object.keys(ingredients).sort()) hash.update(`\0${name}=${ingredients[name]}`)
  return hash.digest('hex').slice(0, 12)
}

export function textKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort()
}
