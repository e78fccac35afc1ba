import { upstreamVersion } from './debian-version.ts'
import type { RecordedPackage } from './package-layers.ts'
import type { PlannedImage } from './plan.ts'
import type { Platform } from './platforms.ts'
import type { RecipeConfig } from './recipe-schema.ts'
import { CREATED } from './reproducible.ts'

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export interface ConfigInput {
  planned: PlannedImage
  platform: Platform
  packages: RecordedPackage[]
  layers: { diffId: string; createdBy: string }[]
}

/** The image configuration (application/vnd.oci.image.config.v1+json). */
export function imageConfig({ planned, platform, packages, layers }: ConfigInput) {
  const config = inheritedConfig(planned)
  const env = { PATH: DEFAULT_PATH, ...config.env }
  return {
    created: CREATED,
    ...platform.oci,
    config: {
      ...(config.user && { User: config.user }),
      ...(config.ports.length > 0 && {
        ExposedPorts: Object.fromEntries(config.ports.map((port) => [port, {}])),
      }),
      Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
      ...(config.entrypoint && { Entrypoint: config.entrypoint }),
      ...(config.command && { Cmd: config.command }),
      ...(config.volumes.length > 0 && {
        Volumes: Object.fromEntries(config.volumes.map((path) => [path, {}])),
      }),
      ...(config.workingDir && { WorkingDir: config.workingDir }),
      Labels: labelsOf(planned, packages),
      ...(config.stopSignal && { StopSignal: config.stopSignal }),
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(({ createdBy }) => ({ created: CREATED, created_by: createdBy })),
  }
}

/** As in a Dockerfile: a new entry point forgets the inherited command. */
function inheritedConfig({ image, parent }: PlannedImage): RecipeConfig {
  const own = image.config
  const below = parent && inheritedConfig(parent)
  if (!below) return own
  const { command: inheritedCommand, ...rest } = below
  return {
    ...rest,
    ...(inheritedCommand && !own.entrypoint && { command: inheritedCommand }),
    ...own,
    env: { ...below.env, ...own.env },
    ports: [...new Set([...below.ports, ...own.ports])],
    volumes: [...new Set([...below.volumes, ...own.volumes])],
  }
}

function labelsOf(planned: PlannedImage, packages: RecordedPackage[]): Record<string, string> {
  const { recipe, image } = planned
  const original = `${recipe.host}/${recipe.repository}:${image.tags[0]}`
  return {
    'drydock.lab': 'A stand-in for use in the Drydock lab. It is not the image of its original makers.',
    'drydock.stand-in-for': original,
    'drydock.stand-in-note': recipe.standInNote,
    'org.opencontainers.image.description': recipe.description,
    'org.opencontainers.image.source': recipe.originUrl,
    'org.opencontainers.image.title': `${recipe.repository.split('/').at(-1)} (Drydock stand-in)`,
    'org.opencontainers.image.version': versionOf(planned, packages),
  }
}

function versionOf({ image }: PlannedImage, packages: RecordedPackage[]): string {
  if (image.version !== undefined) return image.version
  const found = packages.find(({ name }) => name === image.versionOf)
  return found ? upstreamVersion(found.version) : image.tags[0]!
}
