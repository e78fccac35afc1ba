import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuiltPlatform, BuiltTag } from './built-catalog.ts'
import { filesLayer } from './files-layer.ts'
import { imageConfig } from './image-config.ts'
import type { LayerBlob, Layout } from './layout.ts'
import { PackageLayers, type RecordedPackage } from './package-layers.ts'
import type { PackageLayer, PlannedImage } from './plan.ts'
import { PLATFORMS, type Platform } from './platforms.ts'
import { writeTar } from './tar-writer.ts'

const TYPE = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const

export interface AssembleContext {
  layout: Layout
  layers: PackageLayers
  caCertificate: string
}

type NamedLayer = LayerBlob & { createdBy: string }

/** One image for all platforms: writes what is not in the layout yet, and answers with its index. */
export async function assembleImage(
  planned: PlannedImage,
  context: AssembleContext,
): Promise<Omit<BuiltTag, 'name'>> {
  const platforms: BuiltPlatform[] = []
  for (const platform of PLATFORMS) platforms.push(await assemblePlatform(planned, platform, context))
  const index = await context.layout.addJson({
    schemaVersion: 2,
    mediaType: TYPE.index,
    manifests: platforms.map(({ manifest }, position) => ({
      mediaType: TYPE.manifest,
      digest: manifest.digest,
      size: manifest.sizeBytes,
      platform: PLATFORMS[position]!.oci,
    })),
  })
  return { index, platforms }
}

async function assemblePlatform(
  planned: PlannedImage,
  platform: Platform,
  context: AssembleContext,
): Promise<BuiltPlatform> {
  const { layout } = context
  const layers = await layersOf(planned, platform, context)
  const packages = await packagesOf(planned.packageLayer, platform, context)
  const config = await layout.addJson(imageConfig({ planned, platform, packages, layers }))
  const manifest = await layout.addJson({
    schemaVersion: 2,
    mediaType: TYPE.manifest,
    config: { mediaType: TYPE.config, digest: config.digest, size: config.sizeBytes },
    layers: layers.map(({ digest, sizeBytes }) => ({ mediaType: TYPE.layer, digest, size: sizeBytes })),
  })
  return {
    platform: platform.name,
    manifest,
    config,
    layers: layers.map(({ digest, sizeBytes }) => ({ digest, sizeBytes })),
    compressedBytes: layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, config.sizeBytes),
    unpackedBytes: layers.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0),
  }
}

/** From the bottom: those of what it builds on, its packages, its files. */
async function layersOf(
  planned: PlannedImage,
  platform: Platform,
  context: AssembleContext,
): Promise<NamedLayer[]> {
  const { image, parent, packageLayer, hasOwnPackages } = planned
  const below = parent ? await layersOf(parent, platform, context) : []
  const own: NamedLayer[] = []
  if (hasOwnPackages) {
    const record = await context.layers.get(PackageLayers.idOf(packageLayer!, platform))
    own.push({ ...record.layer, createdBy: `drydock catalogue: Debian packages ${image.packages.join(' ')}` })
  }
  const files = await addFilesLayer(planned, platform, context)
  if (files) own.push(files)
  return [...below, ...own]
}

async function addFilesLayer(
  planned: PlannedImage,
  platform: Platform,
  context: AssembleContext,
): Promise<NamedLayer | undefined> {
  const { recipe, image } = planned
  const packages = await packagesOf(planned.packageLayer, platform, context)
  const caBundle = image.trustLabCa ? await bundleOf(planned, platform, context) : undefined
  const entries = filesLayer({ planned, packages, debianArchitecture: platform.debian, caBundle })
  if (entries.length === 0) return undefined
  const tar = join(context.layout.folder, `${planned.key}-${platform.debian}.tar`)
  try {
    await writeFile(tar, writeTar(entries))
    const layer = await context.layout.addLayer(tar)
    return {
      ...layer,
      createdBy: `drydock catalogue: files of images/catalog/${recipe.name} (${image.tags[0]})`,
    }
  } finally {
    await rm(tar, { force: true })
  }
}

/** The public authorities of the nearest layer that has them, and the lab's. */
async function bundleOf(
  planned: PlannedImage,
  platform: Platform,
  context: AssembleContext,
): Promise<string> {
  for (let layer = planned.packageLayer; layer; layer = layer.below) {
    const { caBundle } = await context.layers.get(PackageLayers.idOf(layer, platform))
    if (caBundle !== undefined) return `${caBundle}${context.caCertificate}`
  }
  throw new Error(`${planned.recipe.name}: trustLabCa needs the package ca-certificates in the image`)
}

/** Of a layer and all below it; one that a higher layer has newer counts once. */
export async function packagesOf(
  top: PackageLayer | undefined,
  platform: Platform,
  { layers }: Pick<AssembleContext, 'layers'>,
): Promise<RecordedPackage[]> {
  if (!top) return []
  const below = await packagesOf(top.below, platform, { layers })
  const { packages } = await layers.get(PackageLayers.idOf(top, platform))
  const byName = new Map([...below, ...packages].map((entry) => [entry.name, entry]))
  return [...byName.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1))
}
