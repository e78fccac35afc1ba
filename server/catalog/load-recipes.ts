import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentProblem } from '../labs/content-problem.ts'
import { readYaml } from '../labs/read-yaml.ts'
import { CatalogError } from './catalog-error.ts'
import { crossProblems } from './cross-problems.ts'
import { apkFileSchema, recipeSchema, type ApkFile, type RecipeFileContent } from './recipe-schema.ts'

export interface Recipe extends RecipeFileContent {
  /** Of its folder in images/catalog. */
  name: string
  /** The files that it copies, by their path in the folder. */
  sources: Map<string, Buffer>
  apk?: ApkFile
  /** Line of a field of recipe.yaml, for what is found later. */
  lineOf: (path: PropertyKey[]) => number
}

/** Reads all recipes. Throws a CatalogError with everything that is wrong in any of them. */
export async function loadRecipes(folder: string): Promise<Recipe[]> {
  const problems: ContentProblem[] = []
  const recipes: Recipe[] = []
  const entries = await readdir(folder, { withFileTypes: true })
  for (const name of entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()) {
    const recipe = await loadRecipe(folder, name, problems)
    if (recipe) recipes.push(recipe)
  }
  // With a recipe missing, those that build on it would be blamed.
  if (problems.length === 0) problems.push(...crossProblems(recipes))
  if (problems.length > 0) throw new CatalogError(problems)
  return recipes
}

async function loadRecipe(
  folder: string,
  name: string,
  problems: ContentProblem[],
): Promise<Recipe | undefined> {
  const file = `${name}/recipe.yaml`
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
    problems.push({ file, line: 1, message: 'folder: lower-case letters, digits and hyphens are allowed' })
    return undefined
  }
  const text = await readFile(join(folder, file), 'utf8').catch(ignoreMissing)
  if (text === undefined) {
    problems.push({ file, line: 1, message: 'the file is missing: each folder of the catalogue has one' })
    return undefined
  }
  const reading = readYaml(text, recipeSchema)
  problems.push(...reading.problems.map((problem) => ({ ...problem, file })))
  const apk = await loadApk(folder, name, problems)
  if (!reading.value) return undefined
  const { lineOf, value } = reading
  const sources = new Map<string, Buffer>()
  for (const [index, image] of value.images.entries()) {
    for (const [kind, list] of [
      ['files', image.files.map(({ from }) => from)],
      ['links', image.links.map(({ pathsFrom }) => pathsFrom)],
    ] as const) {
      for (const [position, source] of list.entries()) {
        if (source === undefined || sources.has(source)) continue
        const path = join(folder, name, source)
        if ((await stat(path).catch(ignoreMissing))?.isFile()) sources.set(source, await readFile(path))
        else {
          const line = lineOf(['images', index, kind, position])
          problems.push({
            file,
            line,
            message: `images.${index}.${kind}.${position}: ${source} is not there`,
          })
        }
      }
    }
  }
  return { ...value, name, sources, lineOf, ...(apk && { apk }) }
}

async function loadApk(
  folder: string,
  name: string,
  problems: ContentProblem[],
): Promise<ApkFile | undefined> {
  const file = `${name}/apk.yaml`
  const text = await readFile(join(folder, file), 'utf8').catch(ignoreMissing)
  if (text === undefined) return undefined
  const reading = readYaml(text, apkFileSchema)
  problems.push(...reading.problems.map((problem) => ({ ...problem, file })))
  return reading.value
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
