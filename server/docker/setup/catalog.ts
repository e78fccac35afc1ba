import type Docker from 'dockerode'
import { join } from 'node:path'
import { ensureImage } from './build-image.ts'
import type { Progress } from './progress.ts'

/** One image that the Hub serves: what set-up has built, and the name under which it is pulled. */
export interface CatalogImage {
  builtTag: string
  /** `library/alpine:3.19` */
  hubName: string
}

const ALPINE_VERSIONS = ['latest', '3.18', '3.19', 'edge']

export interface Catalog {
  images: CatalogImage[]
  /** The image that runs the Hub. */
  registryImage: string
}

/** Builds what the Hub serves. */
export async function ensureCatalog(
  host: Docker,
  options: { folder: string; base: string; caCertificate: string; progress: Progress },
): Promise<Catalog> {
  const { folder, base, caCertificate, progress } = options
  const images: CatalogImage[] = []
  for (const version of ALPINE_VERSIONS) {
    progress.say(`alpine:${version}`)
    const recipe = {
      name: `catalog-alpine-${version}`,
      folder: join(folder, 'alpine'),
      buildArguments: { BASE: base, VERSION: version },
    }
    images.push({ builtTag: await ensureImage(host, recipe, progress), hubName: `library/alpine:${version}` })
  }
  progress.say('registry:2')
  const registry = {
    name: 'catalog-registry',
    folder: join(folder, 'registry'),
    buildArguments: { BASE: base, ALPINE: images[0]!.builtTag },
    extraFiles: { 'ca.crt': caCertificate },
  }
  const registryImage = await ensureImage(host, registry, progress)
  images.push({ builtTag: registryImage, hubName: 'library/registry:2' })
  return { images, registryImage }
}
