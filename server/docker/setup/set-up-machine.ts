import type Docker from 'dockerode'
import { join } from 'node:path'
import { ensureBaseImage } from './base-image.ts'
import { ensureImage } from './build-image.ts'
import { ensureCatalog, type Catalog } from './catalog.ts'
import { ensureHostEngine } from './host-engine.ts'
import { ensureHub, HUB_CONTAINER } from './hub.ts'
import { hasImage, removeOlderTags } from './image-store.ts'
import { ensureCertificates, type LabCertificates } from './lab-ca.ts'
import { ensureLabEngine, labEngineSocket } from './lab-engine.ts'
import { labEngineMemoryBytes } from './lab-engine-spec.ts'
import type { MachinePaths } from './machine-paths.ts'
import type { Progress } from './progress.ts'
import type { SetupResult } from './setup-result.ts'
import { transferImage } from './transfer-image.ts'

const MiB = 1024 * 1024

export interface MachineOptions {
  /** The folder images/ of the checkout. */
  imagesDir: string
  paths: MachinePaths
  dockerHost: string | undefined
  debianMirror: string
  egress: 'none' | 'public'
  engineMemoryMib: number | undefined
}

/**
 * Brings the machine from nothing to a lab engine with the instance image and the Hub. The methods are the phases,
 * in order; each is quick when its work is done, so that a start which broke off goes on where it was.
 */
export class MachineSetup {
  readonly #options: MachineOptions
  #host!: Docker
  #lab!: Docker
  #base!: string
  #certificates!: LabCertificates
  #engineImage!: string
  #instanceImage!: string
  #catalog!: Catalog

  constructor(options: MachineOptions) {
    this.#options = options
  }

  async findEngine(progress: Progress): Promise<string> {
    const { dockerHost, paths } = this.#options
    this.#host = await ensureHostEngine({ dockerHost, runtimeDir: paths.runtimeDir, progress })
    const { Version } = await this.#host.version()
    return `Engine ${Version}`
  }

  async makeCertificates(progress: Progress): Promise<string> {
    this.#certificates = await ensureCertificates(this.#options.paths.caDir, progress, new Date())
    return 'valid'
  }

  async buildBase(progress: Progress): Promise<string> {
    const { paths, debianMirror } = this.#options
    const options = { folder: this.#folder('base'), cacheDir: paths.cacheDir, debianMirror, progress }
    this.#base = await ensureBaseImage(this.#host, options)
    return this.#base
  }

  async buildImages(progress: Progress): Promise<string> {
    const engine = { name: 'engine', folder: this.#folder('engine'), buildArguments: { BASE: this.#base } }
    progress.say('lab engine')
    this.#engineImage = await ensureImage(this.#host, engine, progress)
    const instance = {
      name: 'instance',
      folder: this.#folder('instance'),
      buildArguments: { ENGINE: this.#engineImage },
      extraFiles: { 'ca.crt': this.#certificates.caCertificate },
    }
    progress.say('instance')
    this.#instanceImage = await ensureImage(this.#host, instance, progress)
    this.#catalog = await ensureCatalog(this.#host, {
      folder: this.#folder('catalog'),
      base: this.#base,
      caCertificate: this.#certificates.caCertificate,
      progress,
    })
    const { images } = this.#catalog
    // Children first: a parent's layers stay as long as a child needs them.
    const current = [
      this.#instanceImage,
      ...images.map(({ builtTag }) => builtTag),
      this.#engineImage,
      this.#base,
    ]
    for (const tag of current) await removeOlderTags(this.#host, tag)
    return `${current.length} images`
  }

  async startLabEngine(progress: Progress): Promise<string> {
    const { paths, egress, engineMemoryMib } = this.#options
    const { MemTotal } = (await this.#host.info()) as { MemTotal: number }
    const settings = {
      image: this.#engineImage,
      runtimeDir: paths.runtimeDir,
      socketGroupId: process.getgid?.() ?? 0,
      memoryBytes: engineMemoryMib ? engineMemoryMib * MiB : labEngineMemoryBytes(MemTotal),
      egress,
    }
    const { engine, isOutdated } = await ensureLabEngine(this.#host, settings, progress)
    this.#lab = engine
    return isOutdated ? 'an older one, kept because it is in use; `npm run stop` ends it' : 'running'
  }

  async loadInstanceImage(progress: Progress): Promise<string> {
    if (await hasImage(this.#lab, this.#instanceImage)) return 'already there'
    await transferImage(this.#host, this.#lab, this.#instanceImage, progress)
    return 'loaded'
  }

  async startHub(progress: Progress): Promise<string> {
    const options = {
      catalog: this.#catalog,
      certificates: this.#certificates,
      configPath: this.#folder('hub/config.yml'),
      progress,
    }
    await ensureHub(this.#host, this.#lab, options)
    return 'running'
  }

  result(): SetupResult {
    return {
      engineSocketPath: labEngineSocket(this.#options.paths.runtimeDir),
      instanceImage: this.#instanceImage,
      hubContainer: HUB_CONTAINER,
    }
  }

  #folder(name: string): string {
    return join(this.#options.imagesDir, name)
  }
}
