import { mkdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { gzipFile } from './layout.ts'
import { inParallel } from './in-parallel.ts'
import type { DebianPackage } from './package-index.ts'
import { assumedWith, keyOf } from './plan.ts'
import { PLATFORMS, type Platform } from './platforms.ts'
import type { ApkFile } from './recipe-schema.ts'
import { EPOCH_SECONDS, GZIP_LEVEL } from './reproducible.ts'
import { resolvePackages } from './resolve-packages.ts'
import { writeTar } from './tar-writer.ts'
import type { LayerJob, Workshop } from './workshop.ts'

const COMPRESSED_AT_A_TIME = 4

interface ApkPackage {
  name: string
  /** Of Debian, without what has a meaning of its own in a path or address. */
  version: string
  debian: DebianPackage
  /** Names of all that must be there with it, in the order in which it is installed. */
  needs: string[]
}

/**
 * What http://dl-cdn.alpinelinux.org serves: below `alpine/<branch>/main/<architecture>/` an index and one archive
 * per package. All branches are links to the first.
 */
export class ApkRepository {
  readonly #apk: ApkFile
  readonly #parent: string
  readonly key: string

  /** `parent`: where repositories are, each under its key. */
  constructor(apk: ApkFile, parent: string) {
    this.#apk = apk
    this.#parent = parent
    this.key = keyOf([apk, EPOCH_SECONDS])
  }

  get folder(): string {
    return join(this.#parent, this.key)
  }

  /** Its folder has its final name only when it is whole. */
  isBuilt(): Promise<boolean> {
    return stat(this.folder).then(
      () => true,
      () => false,
    )
  }

  async jobs(workshop: Workshop): Promise<LayerJob[]> {
    const jobs = new Map<string, LayerJob>()
    for (const platform of PLATFORMS) {
      for (const { debian } of await this.#packages(workshop, platform)) {
        const id = jobId(debian, platform)
        jobs.set(id, { id, packages: [debian], exclude: [] })
      }
    }
    return [...jobs.values()]
  }

  async write(workshop: Workshop): Promise<void> {
    const part = `${this.folder}.part`
    await rm(part, { recursive: true, force: true })
    const [first, ...others] = this.#apk.branches
    for (const platform of PLATFORMS) {
      const folder = join(part, 'alpine', first!, 'main', platform.apk)
      await mkdir(folder, { recursive: true })
      const stanzas: string[] = []
      await inParallel(await this.#packages(workshop, platform), COMPRESSED_AT_A_TIME, async (entry) => {
        const tar = join(workshop.outDir, `${jobId(entry.debian, platform)}.tar`)
        const file = join(folder, `${entry.name}-${entry.version}.apk.tar.gz`)
        const { digest, sizeBytes, unpackedBytes } = await gzipFile(tar, file)
        stanzas.push(stanzaOf(entry, { platform, digest, sizeBytes, unpackedBytes }))
      })
      await writeFile(join(folder, 'APKINDEX.tar.gz'), indexArchive(stanzas))
      // The original has a second repository on each branch; here all is in `main`.
      const community = join(part, 'alpine', first!, 'community', platform.apk)
      await mkdir(community, { recursive: true })
      await writeFile(join(community, 'APKINDEX.tar.gz'), indexArchive([]))
    }
    for (const branch of others) await symlink(first!, join(part, 'alpine', branch))
    await rm(this.folder, { recursive: true, force: true })
    await rename(part, this.folder)
  }

  async #packages(workshop: Workshop, platform: Platform): Promise<ApkPackage[]> {
    const index = await workshop.index(platform)
    const assumed = assumedWith(this.#apk.assume)
    const resolve = (name: string) => resolvePackages({ index, wanted: [name], installed: [], assumed })
    const apkNames = new Map(Object.entries(this.#apk.packages).map(([apk, debian]) => [debian, apk]))
    const nameOf = ({ name }: DebianPackage) => apkNames.get(name) ?? name
    const all = new Map<string, DebianPackage>()
    for (const debian of apkNames.keys()) for (const found of resolve(debian)) all.set(found.name, found)
    return [...all.values()].map((debian) => ({
      name: nameOf(debian),
      version: debian.version.replace(/^\d+:/, '').replaceAll(/[^\w.~-]/g, '_'),
      debian,
      needs: resolve(debian.name)
        .filter(({ name }) => name !== debian.name)
        .map(nameOf)
        .toSorted(),
    }))
  }
}

function jobId({ sha256 }: DebianPackage, { debian }: Platform): string {
  return `apk-${debian}-${sha256.slice(0, 20)}`
}

function indexArchive(stanzas: string[]): Buffer {
  const content = Buffer.from(stanzas.toSorted().join('\n'))
  return gzipSync(writeTar([{ kind: 'file', path: 'APKINDEX', mode: 0o644, content }]), { level: GZIP_LEVEL })
}

/** The letters are those of the original's index; only `C`, the hash, is of another kind. */
function stanzaOf(
  { name, version, debian, needs }: ApkPackage,
  file: { platform: Platform; digest: string; sizeBytes: number; unpackedBytes: number },
): string {
  return [
    `P:${name}`,
    `V:${version}`,
    `A:${file.platform.apk}`,
    `S:${file.sizeBytes}`,
    `I:${file.unpackedBytes}`,
    `T:${debian.summary}`,
    `C:${file.digest}`,
    `D:${needs.join(' ')}`,
    '',
  ].join('\n')
}
