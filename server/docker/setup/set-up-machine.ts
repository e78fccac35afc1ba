import type Docker from 'dockerode'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { buildCatalog } from '../../catalog/build-catalog.ts'
import type { BuiltCatalog } from '../../catalog/built-catalog.ts'
import { loadAppArmorProfile } from './apparmor.ts'
import { ensureBaseImage } from './base-image.ts'
import { ensureImage } from './build-image.ts'
import { bundleHub } from './bundle-hub.ts'
import { runCatalogContainer } from './catalog-container.ts'
import { fillHub } from './fill-hub.ts'
import { ensureHostEngine } from './host-engine.ts'
import { ControlClient } from '../../hub/control-client.ts'
import { hubModeSchema, type HubModes } from '../../protocol/hub-mode.ts'
import { ensureHub, hubSocketPath, removeHub } from './hub.ts'
import type { MirrorSettings } from './hub-spec.ts'
import { hasImage, removeOlderTags } from './image-store.ts'
import { ensureCertificates, type LabCertificates } from './lab-ca.ts'
import { mayHaveSyslog } from './capabilities.ts'
import { ensureLabEngine, labEngineSocket } from './lab-engine.ts'
import { labEngineMemoryBytes } from './lab-engine-spec.ts'
import type { MachinePaths } from './machine-paths.ts'
import { publicAddresses } from './public-addresses.ts'
import type { Progress } from '../../lib/progress.ts'
import type { SetupResult } from './setup-result.ts'
import { transferImage } from './transfer-image.ts'

const MiB = 1024 * 1024

export interface MachineOptions {
  /** The checkout. */
  root: string
  paths: MachinePaths
  dockerHost: string | undefined
  debianMirror: string
  egress: 'none' | 'public'
  /** Each gets its Hub. */
  hubModes: HubModes
  /** What one session may store in the Hub; undefined: its own default. */
  hubQuotaMib: number | undefined
  mirror: MirrorSettings
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
  #hubImage!: string
  #catalog!: BuiltCatalog
  #appArmorProfile: string | undefined

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
    progress.say('Hub')
    this.#hubImage = await ensureImage(
      this.#host,
      {
        name: 'hub',
        folder: this.#folder('hub'),
        buildArguments: { BASE: this.#base, NODE: `${process.version} ${process.arch}` },
        extraFiles: { 'hub.mjs': await bundleHub(this.#options.root) },
        extraPaths: { node: process.execPath },
      },
      progress,
    )
    // Children first: a parent's layers stay as long as a child needs them.
    const current = [this.#instanceImage, this.#hubImage, this.#engineImage, this.#base]
    for (const tag of current) await removeOlderTags(this.#host, tag)
    return `${current.length} images`
  }

  async buildCatalog(progress: Progress): Promise<string> {
    const { paths, debianMirror } = this.#options
    this.#catalog = await buildCatalog({
      recipesDir: this.#folder('catalog'),
      folder: join(paths.cacheDir, 'catalog'),
      caCertificate: this.#certificates.caCertificate,
      debianMirror,
      run: (run) => runCatalogContainer(this.#host, this.#base, run),
      progress,
    })
    return `${this.#catalog.repositories.length} repositories`
  }

  async startLabEngine(progress: Progress): Promise<string> {
    const { paths, egress, engineMemoryMib } = this.#options
    const { MemTotal } = (await this.#host.info()) as { MemTotal: number }
    const path = join(this.#folder('instance'), 'apparmor/drydock-instance')
    const profile = await loadAppArmorProfile(this.#host, { path, isRoot: process.getuid?.() === 0 })
    if (profile.status === 'not-loaded') progress.say(`without AppArmor: ${profile.reason}`)
    this.#appArmorProfile = profile.status === 'loaded' ? profile.profile : undefined
    const settings = {
      image: this.#engineImage,
      runtimeDir: paths.runtimeDir,
      socketGroupId: process.getgid?.() ?? 0,
      memoryBytes: engineMemoryMib ? engineMemoryMib * MiB : labEngineMemoryBytes(MemTotal),
      egress,
      closedAddresses: publicAddresses(networkInterfaces()),
      hasAppArmor: profile.status !== 'no-apparmor',
      canReadKernelLog: await mayHaveSyslog(),
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
    const { hubModes, hubQuotaMib: quotaMib, mirror, paths } = this.#options
    const { runtimeDir } = paths
    const place = { host: this.#host, lab: this.#lab, runtimeDir }
    const settings = { image: this.#hubImage, certificates: this.#certificates, quotaMib, mirror }
    for (const mode of hubModeSchema.options) {
      if (hubModes.includes(mode)) await ensureHub(place, { ...settings, mode }, progress)
      else await removeHub(this.#lab, mode)
    }
    if (!hubModes.includes('sandbox')) return 'a mirror of the real Docker Hub'
    const socketPath = hubSocketPath(runtimeDir)
    const control = new ControlClient({ socketPath, owner: 'set-up' })
    await fillHub(this.#lab, { control, socketPath, catalog: this.#catalog, progress })
    return hubModes.includes('live') ? 'running, and a mirror of the real Docker Hub' : 'running'
  }

  result(): SetupResult {
    return {
      engineSocketPath: labEngineSocket(this.#options.paths.runtimeDir),
      instanceImage: this.#instanceImage,
      hubImage: this.#hubImage,
      hubModes: this.#options.hubModes,
      hubSocketPath: hubSocketPath(this.#options.paths.runtimeDir),
      appArmorProfile: this.#appArmorProfile,
    }
  }

  #folder(name: string): string {
    return join(this.#options.root, 'images', name)
  }
}
