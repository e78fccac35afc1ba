import type { RecordedPackage } from './package-layers.ts'
import type { PlannedImage } from './plan.ts'
import type { RecipeFile } from './recipe-schema.ts'
import type { TarEntry } from './tar-writer.ts'

export interface FilesLayerInput {
  planned: PlannedImage
  /** Of all layers of the image. */
  packages: RecordedPackage[]
  debianArchitecture: string
  /** The public authorities, and the lab's when the recipe asks for it. */
  caBundle: string | undefined
}

/** What a recipe itself puts into the image; empty when it adds nothing to what it builds on. */
export function filesLayer(input: FilesLayerInput): TarEntry[] {
  const { planned, packages, debianArchitecture, caBundle } = input
  const { image } = planned
  const entries: TarEntry[] = [
    ...image.directories.map((directory) => ({ kind: 'directory' as const, ...placeOf(directory) })),
    ...accountFiles(planned),
    ...(planned.hasOwnPackages ? packageDatabase(packages, debianArchitecture) : []),
    ...image.files.map((file) => ({
      kind: 'file' as const,
      ...placeOf(file),
      content: contentOf(planned, file),
    })),
    ...image.links.flatMap(({ target, paths, pathsFrom }) => {
      const listed = pathsFrom
        ? sourceOf(planned, pathsFrom).toString('utf8').split(/\s+/).filter(Boolean)
        : []
      return [...(paths ?? []), ...listed].map((path) => ({
        kind: 'link' as const,
        path: path.replace(/^\//, ''),
        mode: 0o777,
        target,
      }))
    }),
  ]
  if (caBundle !== undefined) {
    entries.push({
      kind: 'file',
      path: 'etc/ssl/certs/ca-certificates.crt',
      mode: 0o644,
      content: Buffer.from(caBundle),
    })
  }
  // What stands later wins: a recipe may replace what is written for it.
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()]
}

function placeOf({ path, mode, owner }: { path: string; mode: string; owner: string }) {
  const [userId, groupId] = owner.split(':').map(Number)
  return { path: path.slice(1), mode: Number.parseInt(mode, 8), userId: userId!, groupId: groupId! }
}

function contentOf(planned: PlannedImage, { from, text }: RecipeFile): Buffer {
  return from === undefined ? Buffer.from(text ?? '') : sourceOf(planned, from)
}

function sourceOf({ recipe }: PlannedImage, name: string): Buffer {
  const content = recipe.sources.get(name)
  if (!content) throw new Error(`${recipe.name}: ${name} was not loaded`)
  return content
}

/** /etc/passwd and its kin, as long as the recipe adds users. */
function accountFiles({ image, users }: PlannedImage): TarEntry[] {
  if (image.users.length === 0) return []
  const file = (path: string, mode: number, lines: string[]) => ({
    kind: 'file' as const,
    path,
    mode,
    content: Buffer.from(lines.map((line) => `${line}\n`).join('')),
  })
  return [
    file(
      'etc/passwd',
      0o644,
      users.map(({ name, id, home, shell }) => `${name}:x:${id}:${id}:${name}:${home}:${shell}`),
    ),
    file(
      'etc/group',
      0o644,
      users.map(({ name, id }) => `${name}:x:${id}:`),
    ),
    file(
      'etc/shadow',
      0o640,
      users.map(({ name }) => `${name}:*:20000:0:99999:7:::`),
    ),
  ]
}

/** So that `dpkg -l` tells what is there. */
function packageDatabase(packages: RecordedPackage[], architecture: string): TarEntry[] {
  if (!packages.some(({ name }) => name === 'dpkg')) return []
  const stanzas = packages.map(({ name, version, summary, installedBytes }) =>
    [
      `Package: ${name}`,
      'Status: install ok installed',
      `Installed-Size: ${Math.ceil(installedBytes / 1024)}`,
      'Maintainer: see the copyright file of the package',
      `Architecture: ${architecture}`,
      `Version: ${version}`,
      `Description: ${summary}`,
      '',
    ].join('\n'),
  )
  return [
    { kind: 'file', path: 'var/lib/dpkg/status', mode: 0o644, content: Buffer.from(stanzas.join('\n')) },
  ]
}
