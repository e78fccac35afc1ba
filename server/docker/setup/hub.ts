import type Docker from 'dockerode'
import { readFile } from 'node:fs/promises'
import { engineStatus, findOnEngine } from '../engine-errors.ts'
import { LABEL } from '../labels.ts'
import { HUB_ALIASES } from '../session-network.ts'
import type { Catalog } from './catalog.ts'
import type { LabCertificates } from './lab-ca.ts'
import type { Progress } from './progress.ts'
import { textKey } from './recipe-key.ts'
import { removeSeeder, seedHub } from './seed-hub.ts'
import { tarOf } from './tar.ts'
import { transferImage } from './transfer-image.ts'

export const HUB_CONTAINER = 'drydock-hub'
const HUB_VOLUME = 'drydock-hub'
const CONFIG_PATH = 'etc/drydock/hub.yml'
const MiB = 1024 * 1024
const MEMORY_MIB = 1024
/** Go tidies up harder near this, instead of running into the limit. */
const ENVIRONMENT = [`GOMEMLIMIT=${MEMORY_MIB * 0.75}MiB`]
/**
 * The Hub is the one thing that all sessions reach: it must neither lead from one to another nor take the machine's
 * memory. More open files than the engine's default, as each pull holds several; not more than dockerd may have.
 */
const HOST_CONFIG: Docker.HostConfig = {
  Binds: [`${HUB_VOLUME}:/var/lib/registry:ro`],
  NetworkMode: HUB_CONTAINER,
  CapDrop: ['ALL'],
  CapAdd: ['NET_BIND_SERVICE'],
  SecurityOpt: ['no-new-privileges'],
  // A new network namespace takes the lab engine's setting, which forwards.
  Sysctls: { 'net.ipv4.ip_forward': '0' },
  // Distribution reads each blob that is pulled through a buffer of 4 MiB, and a class pulls all at once: with a
  // quarter of this, 80 downloads at a time ended the Hub. Idle it takes 11 MiB.
  Memory: MEMORY_MIB * MiB,
  PidsLimit: 200,
  Ulimits: [{ Name: 'nofile', Soft: 16_384, Hard: 16_384 }],
  RestartPolicy: { Name: 'unless-stopped' },
}

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
  // `created`: set-up was ended before it had copied the Hub's files in.
  if (found?.Config.Labels[LABEL.recipe] === recipe && found.State.Status !== 'created') {
    if (!found.State.Running) await lab.getContainer(HUB_CONTAINER).start()
    await connectToSessions(lab)
    return
  }
  for (const { builtTag } of options.catalog.images) {
    options.progress.say(`loading ${builtTag}`)
    await transferImage(host, lab, builtTag, options.progress)
  }
  // An empty volume each time: nothing that an older catalogue served is left in it. Both that may use it go first.
  await lab.getContainer(HUB_CONTAINER).remove({ force: true }).catch(ignoreGone)
  await removeSeeder(lab)
  await lab.getVolume(HUB_VOLUME).remove().catch(ignoreGone)
  await seedHub(lab, { ...options, volume: HUB_VOLUME })
  options.progress.say('starting')
  await startHub(lab, { ...options, config, recipe })
  await connectToSessions(lab)
}

export function inspectHub(lab: Docker): Promise<Docker.ContainerInspectInfo | undefined> {
  return findOnEngine(lab.getContainer(HUB_CONTAINER).inspect())
}

function hubRecipe({ catalog, certificates }: HubOptions, config: string): string {
  const parts = catalog.images.map(({ builtTag, hubName }) => `${hubName}=${builtTag}`)
  return textKey(
    [...parts, certificates.hubCertificate, config, JSON.stringify([HOST_CONFIG, ENVIRONMENT])].join('\n'),
  )
}

async function startHub(
  lab: Docker,
  options: HubOptions & { config: string; recipe: string },
): Promise<void> {
  const { certificates, config, recipe } = options
  await ensureOwnNetwork(lab)
  const container = await lab.createContainer({
    name: HUB_CONTAINER,
    Image: options.catalog.registryImage,
    Cmd: [`/${CONFIG_PATH}`],
    Labels: { [LABEL.role]: 'hub', [LABEL.recipe]: recipe },
    Env: ENVIRONMENT,
    HostConfig: HOST_CONFIG,
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
async function ensureOwnNetwork(lab: Docker): Promise<void> {
  const networks = await lab.listNetworks({ filters: { name: [HUB_CONTAINER] } })
  if (!networks.some(({ Name }) => Name === HUB_CONTAINER)) {
    await lab.createNetwork({ Name: HUB_CONTAINER, Internal: true, Labels: { [LABEL.role]: 'hub' } })
  }
}

/**
 * Sessions that live on keep their Hub. Looks at the networks that are there, not at those of the Hub before: a
 * set-up that was ended half-way has left none.
 */
async function connectToSessions(lab: Docker): Promise<void> {
  const hub = await inspectHub(lab)
  const connected = Object.values(hub?.NetworkSettings.Networks ?? {}).map(({ NetworkID }) => NetworkID)
  const networks = await lab.listNetworks({ filters: { label: [`${LABEL.role}=network`] } })
  for (const { Id } of networks) {
    if (connected.includes(Id)) continue
    const request = { Container: HUB_CONTAINER, EndpointConfig: { Aliases: HUB_ALIASES } }
    await lab.getNetwork(Id).connect(request).catch(ignoreGoneOrConnected)
  }
}

function ignoreGone(error: unknown): void {
  if (engineStatus(error) !== 404) throw error
}

/** 403: a broker that is just making this session was faster. */
function ignoreGoneOrConnected(error: unknown): void {
  if (engineStatus(error) !== 403) ignoreGone(error)
}
