import type Docker from 'dockerode'
import { readFile } from 'node:fs/promises'
import { engineStatus, isAlreadyGone } from '../engine-errors.ts'
import { LABEL } from '../labels.ts'
import type { Catalog } from './catalog.ts'
import type { LabCertificates } from './lab-ca.ts'
import type { Progress } from './progress.ts'
import { textKey } from './recipe-key.ts'
import { seedHub } from './seed-hub.ts'
import { tarOf } from './tar.ts'
import { transferImage } from './transfer-image.ts'

export const HUB_CONTAINER = 'drydock-hub'
const HUB_VOLUME = 'drydock-hub'
const CONFIG_PATH = 'etc/drydock/hub.yml'

export interface HubOptions {
  catalog: Catalog
  certificates: LabCertificates
  /** Path of images/hub/config.yml. */
  configPath: string
  progress: Progress
}

/** Starts the Hub on the lab engine; fills it anew when the catalogue, its settings or its certificate changed. */
export async function ensureHub(host: Docker, lab: Docker, options: HubOptions): Promise<void> {
  const config = await readFile(options.configPath, 'utf8')
  const recipe = hubRecipe(options, config)
  const found = await inspectHub(lab)
  if (found?.Config.Labels[LABEL.recipe] === recipe) {
    if (!found.State.Running) await lab.getContainer(HUB_CONTAINER).start()
    return
  }
  for (const { builtTag } of options.catalog.images) {
    options.progress.say(`loading ${builtTag}`)
    await transferImage(host, lab, builtTag, options.progress)
  }
  // An empty volume each time: nothing that an older catalogue served is left in it.
  await lab.getContainer(HUB_CONTAINER).remove({ force: true }).catch(ignoreGone)
  await lab.getVolume(HUB_VOLUME).remove().catch(ignoreGone)
  await seedHub(lab, { ...options, volume: HUB_VOLUME })
  options.progress.say('starting')
  await startHub(lab, { ...options, config, recipe })
  await reconnect(lab, found)
}

export async function inspectHub(lab: Docker): Promise<Docker.ContainerInspectInfo | undefined> {
  try {
    return await lab.getContainer(HUB_CONTAINER).inspect()
  } catch (error) {
    if (engineStatus(error) === 404) return undefined
    throw error
  }
}

function hubRecipe({ catalog, certificates }: HubOptions, config: string): string {
  const parts = catalog.images.map(({ builtTag, hubName }) => `${hubName}=${builtTag}`)
  return textKey([...parts, certificates.hubCertificate, config].join('\n'))
}

async function startHub(
  lab: Docker,
  options: HubOptions & { config: string; recipe: string },
): Promise<void> {
  const { certificates, config, recipe } = options
  const network = await ensureOwnNetwork(lab)
  const container = await lab.createContainer({
    name: HUB_CONTAINER,
    Image: options.catalog.registryImage,
    Cmd: [`/${CONFIG_PATH}`],
    Labels: { [LABEL.role]: 'hub', [LABEL.recipe]: recipe },
    HostConfig: {
      Binds: [`${HUB_VOLUME}:/var/lib/registry:ro`],
      NetworkMode: network,
      ReadonlyRootfs: false,
      CapDrop: ['ALL'],
      CapAdd: ['NET_BIND_SERVICE'],
      SecurityOpt: ['no-new-privileges'],
      RestartPolicy: { Name: 'unless-stopped' },
    },
  })
  // Copied in, not mounted: the key is in no place that an instance could be given by mistake.
  const files = {
    [CONFIG_PATH]: config,
    'etc/drydock/hub.crt': certificates.hubCertificate,
    'etc/drydock/hub.key': certificates.hubKey,
  }
  await container.putArchive(tarOf(files), { path: '/' })
  await container.start()
}

/** A network of its own with no way out; the broker attaches the Hub to each session's network. */
async function ensureOwnNetwork(lab: Docker): Promise<string> {
  const networks = await lab.listNetworks({ filters: { name: [HUB_CONTAINER] } })
  if (!networks.some(({ Name }) => Name === HUB_CONTAINER)) {
    await lab.createNetwork({ Name: HUB_CONTAINER, Internal: true, Labels: { [LABEL.role]: 'hub' } })
  }
  return HUB_CONTAINER
}

/** Sessions that live on keep their Hub. */
async function reconnect(lab: Docker, former: Docker.ContainerInspectInfo | undefined): Promise<void> {
  for (const [name, endpoint] of Object.entries(former?.NetworkSettings.Networks ?? {})) {
    if (name === HUB_CONTAINER) continue
    const { Aliases } = endpoint as { Aliases?: string[] }
    const request = { Container: HUB_CONTAINER, EndpointConfig: { Aliases: Aliases ?? [] } }
    await lab.getNetwork(name).connect(request).catch(ignoreGone)
  }
}

function ignoreGone(error: unknown): void {
  if (!isAlreadyGone(error)) throw error
}
