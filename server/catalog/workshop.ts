import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '../lib/progress.ts'
import { readPackageIndex, type DebianPackage, type PackageIndex } from './package-index.ts'
import { PLATFORMS, type Platform } from './platforms.ts'
import { EPOCH_SECONDS, SUITE } from './reproducible.ts'

export interface ContainerRun {
  /** What bash is given with `-c`. */
  script: string
  verb: string
  variables: Record<string, string>
  /** Mounted as /work. */
  folder: string
  onLine: (line: string) => void
}

/** Runs a script in a short-lived container of the Debian base image with the host's network; throws when it fails. */
export type RunInContainer = (run: ContainerRun) => Promise<void>

export interface LayerJob {
  id: string
  packages: DebianPackage[]
  exclude: string[]
}

const SCRIPT = readFileSync(join(import.meta.dirname, 'workshop.sh'), 'utf8')

/** Debian's tools in a container: indexes that are checked by signature, and packages as tar archives. */
export class Workshop {
  readonly #folder: string
  readonly #mirror: string
  readonly #run: RunInContainer
  readonly #progress: Progress
  #indexes: Map<Platform, PackageIndex> | undefined

  constructor(options: { folder: string; mirror: string; run: RunInContainer; progress: Progress }) {
    this.#folder = options.folder
    this.#mirror = options.mirror.replace(/\/$/, '')
    this.#run = options.run
    this.#progress = options.progress
  }

  get outDir(): string {
    return join(this.#folder, 'out')
  }

  /** As the mirror has it now; asked for once in a build. */
  async index(platform: Platform): Promise<PackageIndex> {
    this.#indexes ??= await this.#readIndexes()
    return this.#indexes.get(platform)!
  }

  /** Leaves `<id>.tar` of each job in `outDir`. */
  async makeLayers(jobs: LayerJob[]): Promise<void> {
    const jobsDir = join(this.#folder, 'jobs')
    for (const folder of [jobsDir, this.outDir]) {
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true })
    }
    const needed = new Map<string, string>()
    for (const { id, packages, exclude } of jobs) {
      const lines = [
        ...packages.map(({ sha256 }) => `deb ${sha256}\n`),
        ...exclude.map((pattern) => `exclude ${pattern}\n`),
      ]
      await writeFile(join(jobsDir, id), lines.join(''))
      for (const { url, sha256 } of packages) needed.set(sha256, url)
    }
    const downloads = [...needed].map(([sha256, url]) => `${url} ${sha256}\n`)
    await writeFile(join(this.#folder, 'downloads'), downloads.join(''))
    let madeCount = 0
    await this.#start('layers', (line) => {
      if (line.startsWith('made ')) this.#progress.share(++madeCount, jobs.length, 'steps')
      else if (line.startsWith('say ')) this.#progress.say(line.slice('say '.length))
    })
  }

  async #readIndexes(): Promise<Map<Platform, PackageIndex>> {
    this.#progress.say("reading Debian's indexes")
    await mkdir(this.#folder, { recursive: true })
    await this.#start('indexes', () => undefined)
    const indexes = new Map<Platform, PackageIndex>()
    for (const platform of PLATFORMS) indexes.set(platform, await this.#readIndex(platform))
    return indexes
  }

  async #readIndex({ debian }: Platform): Promise<PackageIndex> {
    const lists = join(this.#folder, 'apt', debian, 'lists')
    const names = (await readdir(lists))
      .filter((name) => name.endsWith(`_binary-${debian}_Packages`))
      .toSorted()
    const files = await Promise.all(
      names.map(async (name) => ({
        text: await readFile(join(lists, name), 'utf8'),
        baseUrl: `${this.#mirror}/${name.includes('-security_') ? 'debian-security' : 'debian'}`,
      })),
    )
    return readPackageIndex(files)
  }

  #start(verb: string, onLine: (line: string) => void): Promise<void> {
    const variables = {
      MIRROR: this.#mirror,
      SUITE,
      EPOCH: String(EPOCH_SECONDS),
      ARCHITECTURES: PLATFORMS.map(({ debian }) => debian).join(' '),
    }
    return this.#run({ script: SCRIPT, verb, variables, folder: this.#folder, onLine })
  }
}
