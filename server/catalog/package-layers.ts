import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Layout } from './layout.ts'
import type { PackageLayer } from './plan.ts'
import type { Platform } from './platforms.ts'

/** A package as a record knows it: enough to build on it later. */
const recordedPackageSchema = z.object({
  name: z.string(),
  version: z.string(),
  provides: z.array(
    z.object({
      name: z.string(),
      relation: z.object({ operator: z.string(), version: z.string() }).optional(),
    }),
  ),
  summary: z.string(),
  installedBytes: z.number(),
})
export type RecordedPackage = z.infer<typeof recordedPackageSchema>

const recordSchema = z.object({
  layer: z.object({
    digest: z.string(),
    sizeBytes: z.number(),
    diffId: z.string(),
    unpackedBytes: z.number(),
  }),
  packages: z.array(recordedPackageSchema),
  /** PEM of the public certificate authorities, when the layer has them. */
  caBundle: z.string().optional(),
})
export type LayerRecord = z.infer<typeof recordSchema>

/** The package layers that are there, each under its key and architecture. */
export class PackageLayers {
  readonly #folder: string
  readonly #layout: Layout

  constructor(folder: string, layout: Layout) {
    this.#folder = folder
    this.#layout = layout
  }

  static idOf(layer: PackageLayer, platform: Platform): string {
    return `${layer.key}-${platform.debian}`
  }

  async find(id: string): Promise<LayerRecord | undefined> {
    const text = await readFile(this.#path(id), 'utf8').catch(() => undefined)
    if (text === undefined) return undefined
    const record = recordSchema.parse(JSON.parse(text))
    return (await this.#layout.has(record.layer)) ? record : undefined
  }

  async get(id: string): Promise<LayerRecord> {
    const record = await this.find(id)
    if (!record) throw new Error(`layer ${id} should have been made`)
    return record
  }

  /** Takes the tar that the workshop has made, and removes it. */
  async add(id: string, outDir: string, packages: RecordedPackage[]): Promise<void> {
    const tar = join(outDir, `${id}.tar`)
    const layer = await this.#layout.addLayer(tar)
    const caBundle = await readFile(join(outDir, `${id}.pem`), 'utf8').catch(() => undefined)
    const recorded = packages.map(({ name, version, provides, summary, installedBytes }) => ({
      name,
      version,
      provides,
      summary,
      installedBytes,
    }))
    const record: LayerRecord = { layer, packages: recorded, ...(caBundle && { caBundle }) }
    await writeFile(this.#path(id), JSON.stringify(record))
    await rm(tar)
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`)
  }
}
