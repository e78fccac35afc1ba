import type { ContentProblem } from '../labs/content-problem.ts'
import type { Recipe } from './load-recipes.ts'
import type { RecipeImage } from './recipe-schema.ts'

/** What is wrong between recipes that are each well-formed. */
export function crossProblems(recipes: Recipe[]): ContentProblem[] {
  const problems: ContentProblem[] = []
  const parents = new Map<string, string | undefined>()
  const repositories = new Map<string, string>()
  for (const recipe of recipes) {
    const place = `${recipe.host}/${recipe.repository}`
    const other = repositories.get(place)
    if (other) problems.push(at(recipe, ['repository'], `repository: ${place} is what recipe ${other} makes`))
    repositories.set(place, recipe.name)
    for (const [index, image] of recipe.images.entries()) {
      for (const tag of image.tags) {
        const name = `${recipe.name}:${tag}`
        if (parents.has(name))
          problems.push(at(recipe, ['images', index, 'tags'], `images.${index}.tags: ${tag} is there twice`))
        parents.set(name, image.from)
      }
    }
  }
  for (const recipe of recipes) {
    for (const [index, { from, tags }] of recipe.images.entries()) {
      if (from === undefined) continue
      const field = `images.${index}.from`
      if (!parents.has(from)) {
        const known = [...parents.keys()].filter((name) => name.split(':')[0] === from.split(':')[0])
        const allowed = known.length > 0 ? known : [...parents.keys()]
        problems.push(
          at(
            recipe,
            ['images', index, 'from'],
            `${field}: there is no ${from}, allowed: ${allowed.join(', ')}`,
          ),
        )
      } else if (
        leadsTo(
          parents,
          from,
          tags.map((tag) => `${recipe.name}:${tag}`),
        )
      ) {
        problems.push(at(recipe, ['images', index, 'from'], `${field}: ${from} builds on this image itself`))
      }
    }
  }
  return problems.length > 0 ? problems : bundleProblems(recipes)
}

/** The lab CA is added to the bundle of a package, so that must be in the image or below it. */
function bundleProblems(recipes: Recipe[]): ContentProblem[] {
  const images = recipes.flatMap((recipe) => recipe.images.map((image, index) => ({ recipe, image, index })))
  const hasBundle = (image: RecipeImage): boolean =>
    image.packages.includes('ca-certificates') ||
    images.some(
      ({ recipe, image: below }) =>
        below.tags.some((tag) => `${recipe.name}:${tag}` === image.from) && hasBundle(below),
    )
  return images
    .filter(({ image }) => image.trustLabCa && !hasBundle(image))
    .map(({ recipe, index }) => {
      const message = `images.${index}.trustLabCa: it needs ca-certificates among the packages`
      return at(recipe, ['images', index, 'trustLabCa'], message)
    })
}

function leadsTo(parents: Map<string, string | undefined>, start: string, ends: string[]): boolean {
  const seen = new Set<string>()
  for (let name: string | undefined = start; name !== undefined; name = parents.get(name)) {
    if (ends.includes(name)) return true
    if (seen.has(name)) return false
    seen.add(name)
  }
  return false
}

function at(recipe: Recipe, path: PropertyKey[], message: string): ContentProblem {
  return { file: `${recipe.name}/recipe.yaml`, line: recipe.lineOf(path), message }
}
