import { compareVersions } from './debian-version.ts'
import type { DebianPackage, Dependency, PackageIndex } from './package-index.ts'

type Present = Pick<DebianPackage, 'name' | 'version' | 'provides'>

export interface Resolution {
  index: PackageIndex
  /** Names that are asked for. */
  wanted: string[]
  /** What the layers below have. */
  installed: Present[]
  /** Names that count as there in any version, and are not brought. */
  assumed: string[]
}

/** A package of this name is not in the index. */
export class UnknownPackageError extends Error {
  override readonly name = 'UnknownPackageError'
}

/**
 * What must be added, sorted by name: the wanted packages with all that they depend on and the layers below have
 * not, or have too old. As apt does it, the first alternative that exists is taken; recommendations are not.
 */
export function resolvePackages({ index, wanted, installed, assumed }: Resolution): DebianPackage[] {
  const present = new Map<string, Present>(installed.map((entry) => [entry.name, entry]))
  const added = new Map<string, DebianPackage>()
  // What is named is meant, also when others may do without it.
  const absent = new Set(assumed.filter((name) => !wanted.includes(name)))
  const queue = wanted.map((name) => ({ group: [{ name }] as Dependency[], neededBy: 'the recipe' }))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { group, neededBy } = next
    if (group.some((one) => absent.has(one.name) || isSatisfied(one, present))) continue
    const chosen = choose(group, index)
    if (!chosen)
      throw new UnknownPackageError(
        `${neededBy} needs ${group.map(({ name }) => name).join(' or ')}, which Debian does not have`,
      )
    present.set(chosen.name, chosen)
    added.set(chosen.name, chosen)
    queue.push(...chosen.depends.map((depends) => ({ group: depends, neededBy: chosen.name })))
  }
  return [...added.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function isSatisfied(dependency: Dependency, present: Map<string, Present>): boolean {
  const real = present.get(dependency.name)
  if (real && satisfies(real.version, dependency)) return true
  for (const { provides, version } of present.values()) {
    const provided = provides.find(({ name }) => name === dependency.name)
    if (!provided) continue
    // Only a provision with a version of its own can satisfy a relation.
    if (!dependency.relation) return true
    if (provided.relation && satisfies(provided.relation.version ?? version, dependency)) return true
  }
  return false
}

function choose(group: Dependency[], { packages, providers }: PackageIndex): DebianPackage | undefined {
  for (const dependency of group) {
    const real = packages.get(dependency.name)
    if (real && satisfies(real.version, dependency)) return real
    const provider = providers
      .get(dependency.name)
      ?.toSorted((one, other) => (one.name < other.name ? -1 : 1))[0]
    if (provider) return provider
  }
  return undefined
}

function satisfies(version: string, { relation }: Dependency): boolean {
  if (!relation) return true
  const order = compareVersions(version, relation.version)
  switch (relation.operator) {
    case '=':
      return order === 0
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0
    case '>>':
      return order > 0
    case '<<':
      return order < 0
    default:
      throw new Error(`unknown relation in a Debian index: ${relation.operator}`)
  }
}
