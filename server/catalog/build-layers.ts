import { inParallel } from './in-parallel.ts'
import { CatalogError } from './catalog-error.ts'
import type { ApkRepository } from './apk-repository.ts'
import { packagesOf } from './assemble-image.ts'
import { PackageLayers, type RecordedPackage } from './package-layers.ts'
import type { PackageLayer, PlannedImage } from './plan.ts'
import { PLATFORMS, type Platform } from './platforms.ts'
import { resolvePackages, UnknownPackageError } from './resolve-packages.ts'
import type { LayerJob, Workshop } from './workshop.ts'

/** Compression is done in threads of libuv's pool: one per core, of which the workshop is done with. */
const COMPRESSED_AT_A_TIME = 4

export interface LayersInput {
  images: PlannedImage[]
  apk: ApkRepository | undefined
  layers: PackageLayers
  workshop: Workshop
  /** Made again with the newest packages, although it is there. */
  isFresh: boolean
  onCompressed: (done: number, total: number) => void
}

/** Makes the package layers, and the apk repository, that are not there: all in one run of the workshop. */
export async function buildLayers(input: LayersInput): Promise<void> {
  const { layers, workshop, apk } = input
  const toMake: LayerJob[] = []
  const resolved = new Map<string, RecordedPackage[]>()
  for (const layer of layersFromBelow(input.images)) {
    for (const platform of PLATFORMS) {
      const id = PackageLayers.idOf(layer, platform)
      if (!input.isFresh && (await layers.find(id))) continue
      const installed = await belowOf(layer, platform, resolved, layers)
      const { packages: wanted, assumed } = layer
      const index = await workshop.index(platform)
      const packages = explainUnknown(input.images, layer, () =>
        resolvePackages({ index, wanted, installed, assumed }),
      )
      const byName = new Map([...installed, ...packages].map((entry) => [entry.name, entry]))
      resolved.set(id, [...byName.values()])
      toMake.push({ id, packages, exclude: layer.exclude })
    }
  }
  const withApk = apk && (input.isFresh || !(await apk.isBuilt())) ? apk : undefined
  const jobs = [...toMake, ...((await withApk?.jobs(workshop)) ?? [])]
  if (jobs.length === 0) return
  await workshop.makeLayers(jobs)
  let doneCount = 0
  await inParallel(toMake, COMPRESSED_AT_A_TIME, async ({ id, packages }) => {
    await layers.add(id, workshop.outDir, packages)
    input.onCompressed(++doneCount, toMake.length)
  })
  await withApk?.write(workshop)
}

/** A name that Debian does not have is the mistake of the recipe that wants it. */
function explainUnknown<T>(images: PlannedImage[], layer: PackageLayer, resolve: () => T): T {
  try {
    return resolve()
  } catch (error) {
    const image = images.find(
      ({ packageLayer, hasOwnPackages }) => hasOwnPackages && packageLayer?.key === layer.key,
    )
    if (!(error instanceof UnknownPackageError) || !image) throw error
    const { recipe } = image
    const index = recipe.images.indexOf(image.image)
    const line = recipe.lineOf(['images', index, 'packages'])
    const message = `images.${index}.packages: ${error.message}`
    throw new CatalogError([{ file: `${recipe.name}/recipe.yaml`, line, message }])
  }
}

function layersFromBelow(images: PlannedImage[]): PackageLayer[] {
  const found = new Map<string, PackageLayer>()
  const add = (layer: PackageLayer | undefined) => {
    if (!layer || found.has(layer.key)) return
    add(layer.below)
    found.set(layer.key, layer)
  }
  for (const { packageLayer } of images) add(packageLayer)
  return [...found.values()]
}

async function belowOf(
  layer: PackageLayer,
  platform: Platform,
  resolved: Map<string, RecordedPackage[]>,
  layers: PackageLayers,
): Promise<RecordedPackage[]> {
  if (!layer.below) return []
  return (
    resolved.get(PackageLayers.idOf(layer.below, platform)) ?? packagesOf(layer.below, platform, { layers })
  )
}
