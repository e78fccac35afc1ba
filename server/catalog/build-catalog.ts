import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '../lib/progress.ts'
import { ApkRepository } from './apk-repository.ts'
import { assembleImage } from './assemble-image.ts'
import { buildLayers } from './build-layers.ts'
import type { BuiltCatalog, BuiltRepository, BuiltTag } from './built-catalog.ts'
import { Layout } from './layout.ts'
import { loadRecipes, type Recipe } from './load-recipes.ts'
import { PackageLayers } from './package-layers.ts'
import { keyOf, planImages, type PlannedImage } from './plan.ts'
import { Records } from './records.ts'
import { Workshop, type RunInContainer } from './workshop.ts'

export interface CatalogOptions {
  /** images/catalog */
  recipesDir: string
  /** All that is made is kept here, under keys: `<cacheDir>/catalog`. */
  folder: string
  /** PEM of the lab CA, which some images trust. */
  caCertificate: string
}

export interface BuildOptions extends CatalogOptions {
  debianMirror: string
  run: RunInContainer
  progress: Progress
  /** Names of recipes; all when it is missing. */
  only?: string[]
  /** Builds again with the newest packages what is there already. */
  isFresh?: boolean
}

export interface PlannedRecipe {
  recipe: Recipe
  key: string
  images: PlannedImage[]
  /** What is there of it. */
  built: BuiltRepository | undefined
}

/** What the recipes say, and which of them are built as they are now. Throws a CatalogError for what is wrong. */
export async function planCatalog(options: CatalogOptions): Promise<PlannedRecipe[]> {
  const recipes = await loadRecipes(options.recipesDir)
  const images = planImages(recipes, options.caCertificate)
  const { records } = await openStore(options.folder)
  return Promise.all(
    recipes.map(async (recipe) => {
      const own = images.filter((image) => image.recipe === recipe)
      const key = keyOf([recipe.stars, recipe.official, own.map(({ key }) => key)])
      return { recipe, key, images: own, built: await records.find(recipe.name, key) }
    }),
  )
}

/** Builds what is not there as the recipes say it, and answers with all that is. */
export async function buildCatalog(options: BuildOptions): Promise<BuiltCatalog> {
  const { folder, progress, isFresh = false } = options
  const { layout, layers, records } = await openStore(folder)
  const planned = await planCatalog(options)
  const isWanted = ({ recipe }: PlannedRecipe) => options.only?.includes(recipe.name) ?? true
  const missing = planned.filter((entry) => isWanted(entry) && (isFresh || !entry.built))
  const apk = apkOf(planned, folder)
  const workshop = new Workshop({
    folder: join(folder, 'workshop'),
    mirror: options.debianMirror,
    run: options.run,
    progress,
  })
  await buildLayers({
    images: missing.flatMap(({ images }) => images),
    // It belongs to the recipe that it is for.
    apk: planned.some((entry) => entry.recipe.apk && isWanted(entry)) ? apk : undefined,
    layers,
    workshop,
    isFresh,
    onCompressed: (done, total) => progress.share(done, total, 'steps'),
  })
  await rm(workshop.outDir, { recursive: true, force: true })
  for (const entry of missing) {
    progress.say(entry.recipe.name)
    const { caCertificate } = options
    const tags: BuiltTag[] = []
    for (const image of entry.images) {
      const assembled = await assembleImage(image, { layout, layers, caCertificate })
      tags.push(...image.image.tags.map((name) => ({ name, ...assembled })))
    }
    entry.built = { ...metadataOf(entry.recipe), tags }
    await records.add(entry.key, entry.built)
  }
  if (missing.length > 0) await prune({ planned, layout, records, apk, folder })
  return describe(planned, layout, apk)
}

async function openStore(folder: string) {
  const layout = new Layout(folder)
  await layout.prepare()
  for (const name of ['layers', 'built', 'apk']) await mkdir(join(folder, name), { recursive: true })
  const layers = new PackageLayers(join(folder, 'layers'), layout)
  return { layout, layers, records: new Records(join(folder, 'built'), layout) }
}

function apkOf(planned: PlannedRecipe[], folder: string): ApkRepository | undefined {
  const file = planned.find(({ recipe }) => recipe.apk)?.recipe.apk
  return file && new ApkRepository(file, join(folder, 'apk'))
}

function metadataOf(recipe: Recipe): Omit<BuiltRepository, 'tags'> {
  const { host, description, stars, originUrl, standInNote } = recipe
  const isOfficial = recipe.official
  return {
    recipe: recipe.name,
    host,
    name: recipe.repository,
    description,
    stars,
    isOfficial,
    originUrl,
    standInNote,
  }
}

async function describe(
  planned: PlannedRecipe[],
  layout: Layout,
  apk: ApkRepository | undefined,
): Promise<BuiltCatalog> {
  const repositories = planned.flatMap(({ built }) => built ?? [])
  await layout.writeIndex(
    repositories.flatMap(({ host, name, tags }) =>
      tags.map((tag) => ({
        mediaType: 'application/vnd.oci.image.index.v1+json',
        digest: tag.index.digest,
        size: tag.index.sizeBytes,
        annotations: { 'org.opencontainers.image.ref.name': `${host}/${name}:${tag.name}` },
      })),
    ),
  )
  const apkDir = apk && (await apk.isBuilt()) ? apk.folder : null
  return { key: keyOf([repositories, apkDir && apk?.key]), layoutDir: layout.folder, apkDir, repositories }
}

/** Older builds go, a few excepted: the folder must not grow with every change of a recipe. */
async function prune(options: {
  planned: PlannedRecipe[]
  layout: Layout
  records: Records
  apk: ApkRepository | undefined
  folder: string
}): Promise<void> {
  const { planned, layout, records, apk, folder } = options
  const needed = await records.prune(planned.map(({ recipe, key }) => ({ recipe: recipe.name, key })))
  for (const name of await readdir(join(folder, 'blobs/sha256'))) {
    if (!needed.has(`sha256:${name}`)) await rm(layout.pathOf(`sha256:${name}`))
  }
  for (const name of await readdir(join(folder, 'apk'))) {
    if (name !== apk?.key) await rm(join(folder, 'apk', name), { recursive: true })
  }
}
