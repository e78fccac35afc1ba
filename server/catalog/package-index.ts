import { compareVersions } from './debian-version.ts'

/** One package of a Debian archive, as far as the catalogue needs it. */
export interface DebianPackage {
  name: string
  version: string
  /** What must be there with it: each inner list holds alternatives. */
  depends: Dependency[][]
  provides: Dependency[]
  /** Address of the .deb. */
  url: string
  sha256: string
  /** Of the .deb, and unpacked as the package says it. */
  sizeBytes: number
  installedBytes: number
  /** One line. */
  summary: string
}

export interface Dependency {
  name: string
  relation?: { operator: string; version: string }
}

export interface PackageIndex {
  packages: Map<string, DebianPackage>
  /** Who provides a name, real packages not among them. */
  providers: Map<string, DebianPackage[]>
}

/** `files`: the texts of Packages files, each with the address that its `Filename` fields are relative to. */
export function readPackageIndex(files: { text: string; baseUrl: string }[]): PackageIndex {
  const packages = new Map<string, DebianPackage>()
  for (const { text, baseUrl } of files) {
    for (const stanza of text.split('\n\n')) {
      const read = readStanza(stanza, baseUrl)
      if (!read) continue
      const known = packages.get(read.name)
      if (!known || compareVersions(known.version, read.version) < 0) packages.set(read.name, read)
    }
  }
  const providers = new Map<string, DebianPackage[]>()
  for (const entry of packages.values()) {
    for (const { name } of entry.provides) providers.set(name, [...(providers.get(name) ?? []), entry])
  }
  return { packages, providers }
}

function readStanza(stanza: string, baseUrl: string): DebianPackage | undefined {
  const name = field(stanza, 'Package')
  const version = field(stanza, 'Version')
  const filename = field(stanza, 'Filename')
  const sha256 = field(stanza, 'SHA256')
  if (!name || !version || !filename || !sha256) return undefined
  return {
    name,
    version,
    depends: [
      ...readDependencies(field(stanza, 'Pre-Depends')),
      ...readDependencies(field(stanza, 'Depends')),
    ],
    provides: readDependencies(field(stanza, 'Provides')).flat(),
    url: `${baseUrl}/${filename}`,
    sha256,
    sizeBytes: Number(field(stanza, 'Size') ?? 0),
    installedBytes: Number(field(stanza, 'Installed-Size') ?? 0) * 1024,
    summary: field(stanza, 'Description') ?? '',
  }
}

function field(stanza: string, name: string): string | undefined {
  const start = stanza.startsWith(`${name}: `) ? 0 : stanza.indexOf(`\n${name}: `) + 1
  if (start === 0 && !stanza.startsWith(`${name}: `)) return undefined
  const end = stanza.indexOf('\n', start)
  return stanza.slice(start + name.length + 2, end < 0 ? undefined : end)
}

/** `libc6 (>= 2.38), perl:any | perl-base` */
export function readDependencies(text: string | undefined): Dependency[][] {
  if (!text) return []
  return text.split(',').map((group) =>
    group.split('|').map((alternative): Dependency => {
      const match = /^\s*([^\s:(]+)(?::\w+)?\s*(?:\(\s*([<>=]+)\s*([^\s)]+)\s*\))?/.exec(alternative)
      const [, name = '', operator, version] = match ?? []
      return operator && version ? { name, relation: { operator, version } } : { name }
    }),
  )
}
