import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { loadRecipes } from './load-recipes.ts'
import { recipeSchema, tagSchema } from './recipe-schema.ts'
import { UsageError } from './usage-error.ts'

const BASES: Record<string, string> = { debian: 'debian:trixie-slim', alpine: 'alpine:latest' }
const USE = 'add <repository[:tag]> --packages a,b [--from debian|alpine] [--command …]'

export interface NewRecipe {
  /** As it was typed: exactly one. */
  image: string[]
  packages: string | undefined
  from: string | undefined
  command: string | undefined
}

export interface AddedRecipe {
  name: string
  pullName: string
  remove(): Promise<void>
}

/** Writes a recipe of a few lines; what only its author knows has a first text. Throws a UsageError for bad input. */
export async function addRecipe(recipesDir: string, request: NewRecipe): Promise<AddedRecipe> {
  const [image, ...rest] = request.image
  if (image === undefined || rest.length > 0) throw new UsageError(`one image is needed: ${USE}`)
  const colon = image.lastIndexOf(':')
  const [path, tag] = colon < 0 ? [image, 'latest'] : [image.slice(0, colon), image.slice(colon + 1)]
  if (!tagSchema.safeParse(tag).success)
    throw new UsageError(`${tag} is no tag; allowed: letters, digits, _ . -`)
  const repository = path.includes('/') ? path : `library/${path}`
  const base = request.from ?? 'debian'
  const from = Object.hasOwn(BASES, base) ? BASES[base] : undefined
  if (!from) throw new UsageError(`--from ${base} is not there, allowed: ${Object.keys(BASES).join(', ')}`)
  const packages = (request.packages ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  if (packages.length === 0) throw new UsageError(`--packages needs names of Debian packages: ${USE}`)
  const isOfficial = repository.startsWith('library/')
  const content = {
    repository,
    description: `${path.split('/').at(-1)}, made from Debian packages`,
    stars: 0,
    official: isOfficial,
    originUrl: `https://hub.docker.com/${isOfficial ? `_/${path.replace(/^library\//, '')}` : `r/${repository}`}`,
    standInNote: `Debian's packages ${packages.join(', ')} on the lab's stand-in for ${base}.`,
    images: [
      {
        tags: [tag],
        from,
        packages,
        versionOf: packages[0],
        ...(request.command && { config: { command: request.command.split(/\s+/).filter(Boolean) } }),
      },
    ],
  }
  const checked = recipeSchema.safeParse(content)
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw new UsageError(
      issue!.path[0] === 'repository'
        ? `${repository} is no repository; allowed: namespace/name of lower-case letters, digits, . _ -`
        : `${issue!.path.join('.')}: ${issue!.message}; allowed in --packages: names of Debian packages`,
    )
  }
  return write(recipesDir, { path, repository, tag, content })
}

async function write(
  recipesDir: string,
  { path, repository, tag, content }: { path: string; repository: string; tag: string; content: unknown },
): Promise<AddedRecipe> {
  const recipes = await loadRecipes(recipesDir)
  const name = path.replace(/^library\//, '').replaceAll(/[^a-z0-9]+/g, '-')
  const other = recipes.find((recipe) => recipe.name === name || recipe.repository === repository)
  if (other)
    throw new UsageError(`${repository} is there: add the tag to images/catalog/${other.name}/recipe.yaml`)
  const folder = join(recipesDir, name)
  const remove = () => rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  await writeFile(join(folder, 'recipe.yaml'), stringify(content, { lineWidth: 110, singleQuote: true }))
  return { name, pullName: `${path.replace(/^library\//, '')}:${tag}`, remove }
}
