import { createHash } from 'node:crypto'
import type { Recipe } from './load-recipes.ts'
import type { RecipeImage, RecipeUser } from './recipe-schema.ts'
import { BUILDER_VERSION, EPOCH_SECONDS, GZIP_LEVEL, SUITE } from './reproducible.ts'

/** Only scripts of packages need these, and no script is run; or no image has a use for them. */
const ALWAYS_ASSUMED = [
  ...[
    'adduser',
    'base-files',
    'base-passwd',
    'cron',
    'debconf',
    'dpkg',
    'init-system-helpers',
    'install-info',
  ],
  ...[
    'iproute2',
    'libc-bin',
    'libpam-modules',
    'libpam-modules-bin',
    'libpam-runtime',
    'locales',
    'logrotate',
  ],
  ...['lsb-base', 'netbase', 'passwd', 'procps', 'readline-common', 'sensible-utils', 'ssl-cert', 'systemd'],
  ...['sysvinit-utils', 'tzdata', 'ucf'],
]

export interface PackageLayer {
  /** Of what it is made from; versions of packages are not in it. */
  key: string
  below?: PackageLayer
  packages: string[]
  assumed: string[]
  exclude: string[]
}

export interface PlannedImage {
  recipe: Recipe
  image: RecipeImage
  parent?: PlannedImage
  /** Its own, or the nearest below it. */
  packageLayer?: PackageLayer
  hasOwnPackages: boolean
  /** With those of the images below. */
  users: RecipeUser[]
  /** Of everything but versions of packages and what only people read. */
  key: string
}

/** `caCertificate`: PEM of the lab CA. */
export function planImages(recipes: Recipe[], caCertificate: string): PlannedImage[] {
  const planned = new Map<RecipeImage, PlannedImage>()
  const byName = new Map<string, { recipe: Recipe; image: RecipeImage }>(
    recipes.flatMap((recipe) =>
      recipe.images.flatMap((image) =>
        image.tags.map((tag) => [`${recipe.name}:${tag}`, { recipe, image }] as const),
      ),
    ),
  )
  const plan = (recipe: Recipe, image: RecipeImage): PlannedImage => {
    const known = planned.get(image)
    if (known) return known
    const below = image.from === undefined ? undefined : byName.get(image.from)!
    const parent = below && plan(below.recipe, below.image)
    const result = planImage(recipe, image, parent, caCertificate)
    planned.set(image, result)
    return result
  }
  return recipes.flatMap((recipe) => recipe.images.map((image) => plan(recipe, image)))
}

function planImage(
  recipe: Recipe,
  image: RecipeImage,
  parent: PlannedImage | undefined,
  caCertificate: string,
): PlannedImage {
  const hasOwnPackages = image.packages.length > 0
  const packageLayer = hasOwnPackages ? planLayer(image, parent?.packageLayer) : parent?.packageLayer
  const names = [
    ...image.files.flatMap(({ from }) => from ?? []),
    ...image.links.flatMap(({ pathsFrom }) => pathsFrom ?? []),
  ]
  const sources = names.map((name) => [name, recipe.sources.get(name)!.toString('base64')])
  // Tags, repository and note are in the labels.
  const labels = [recipe.host, recipe.repository, recipe.description, recipe.standInNote, recipe.originUrl]
  const ca = image.trustLabCa ? caCertificate : ''
  return {
    recipe,
    image,
    ...(parent && { parent }),
    ...(packageLayer && { packageLayer }),
    hasOwnPackages,
    users: [...(parent?.users ?? []), ...image.users],
    key: keyOf([
      parent?.key,
      packageLayer?.key,
      labels,
      { ...image, packages: [] },
      sources,
      ca,
      EPOCH_SECONDS,
    ]),
  }
}

function planLayer(image: RecipeImage, below: PackageLayer | undefined): PackageLayer {
  const layer = {
    packages: image.packages.toSorted(),
    assumed: [...ALWAYS_ASSUMED, ...image.assume].toSorted(),
    exclude: image.exclude.toSorted(),
  }
  return { key: keyOf([below?.key, layer, EPOCH_SECONDS, SUITE]), ...(below && { below }), ...layer }
}

export function assumedWith(more: string[]): string[] {
  return [...ALWAYS_ASSUMED, ...more].toSorted()
}

export function keyOf(value: unknown): string {
  const text = JSON.stringify([BUILDER_VERSION, GZIP_LEVEL, value])
  return createHash('sha256').update(text).digest('hex').slice(0, 20)
}
