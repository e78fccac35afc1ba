import type Docker from 'dockerode'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { HubMode, HubModes } from '../../protocol/hub-mode.ts'
import type { EngineDisk } from '../engine-meter-lines.ts'
import { LABEL } from '../labels.ts'
import { MeterReader } from '../meter-reader.ts'
import { baseImageTag } from './base-image.ts'
import { imageTag } from './build-image.ts'
import type { Finding } from './finding.ts'
import { findHostEngine } from './host-engine.ts'
import { inspectHub } from './hub.ts'
import { hasImage } from './image-store.ts'
import { isGoodFor, readCertificates } from './lab-ca.ts'
import {
  assertOwnSocket,
  connectLabEngine,
  countInstances,
  inspectLabEngine,
  labEngineSocket,
} from './lab-engine.ts'
import type { MachinePaths } from './machine-paths.ts'
import { SetupError } from './setup-error.ts'

interface EngineInfo {
  Driver: string
  CgroupVersion?: string
  KernelVersion: string
  OperatingSystem: string
  ServerVersion: string
}

/** The facts that the phases of set-up look at. Starts and changes nothing. */
export async function examineMachine(options: {
  imagesDir: string
  paths: MachinePaths
  dockerHost: string | undefined
  hubModes: HubModes
}): Promise<Finding[]> {
  const { imagesDir, paths, dockerHost, hubModes } = options
  const certificates = await readCertificates(paths.caDir)
  const isCertified = certificates !== undefined && isGoodFor(certificates, new Date())
  const certificateFinding: Finding = isCertified
    ? { name: 'Certificates', state: 'good', text: paths.caDir }
    : { name: 'Certificates', state: 'will be made', text: certificates ? 'to be renewed' : 'none yet' }
  let host: Docker | undefined
  try {
    host = await findHostEngine(dockerHost)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    return [
      { name: 'Docker Engine', state: 'bad', text: error.message, advice: error.advice },
      certificateFinding,
    ]
  }
  if (!host) return [await absentEngine(dockerHost), certificateFinding]
  const info = (await host.info()) as EngineInfo
  const engineText = `${info.ServerVersion}, cgroup v${info.CgroupVersion ?? '1'}, ${info.Driver}, kernel ${info.KernelVersion}`
  return [
    { name: 'Docker Engine', state: 'good', text: engineText },
    certificateFinding,
    ...(await imageFindings(host, imagesDir, certificates?.caCertificate)),
    ...(await labFindings(host, { runtimeDir: paths.runtimeDir, hubModes })),
  ]
}

async function imageFindings(
  host: Docker,
  imagesDir: string,
  caCertificate: string | undefined,
): Promise<Finding[]> {
  const base = await baseImageTag(join(imagesDir, 'base'))
  const folder = (name: string) => join(imagesDir, name)
  const engine = await imageTag({ name: 'engine', folder: folder('engine'), buildArguments: { BASE: base } })
  const findings = [
    await imageFinding(host, 'Base image', base),
    await imageFinding(host, 'Lab engine image', engine),
  ]
  if (caCertificate === undefined) return findings
  const instance = await imageTag({
    name: 'instance',
    folder: folder('instance'),
    buildArguments: { ENGINE: engine },
    extraFiles: { 'ca.crt': caCertificate },
  })
  return [...findings, await imageFinding(host, 'Instance image', instance)]
}

async function imageFinding(host: Docker, name: string, tag: string): Promise<Finding> {
  const isPresent = await hasImage(host, tag)
  return { name, state: isPresent ? 'good' : 'will be made', text: isPresent ? tag : `${tag} is not built` }
}

async function labFindings(
  host: Docker,
  { runtimeDir, hubModes }: { runtimeDir: string; hubModes: HubModes },
): Promise<Finding[]> {
  const container = await inspectLabEngine(host)
  if (!container?.State.Running) {
    return [{ name: 'Lab engine', state: 'will be made', text: container ? 'stopped' : 'not there' }]
  }
  const lab = connectLabEngine(runtimeDir)
  try {
    assertOwnSocket(container, runtimeDir)
    const { Version } = await lab.version()
    const instances = await countInstances(lab)
    const recipe = container.Config.Labels[LABEL.recipe]
    const { engine: disk } = await new MeterReader(labEngineSocket(runtimeDir)).read()
    return [
      ...(disk ? [diskFinding(disk)] : []),
      { name: 'Lab engine', state: 'good', text: `${Version}, ${instances} instance(s), recipe ${recipe}` },
      ...(await Promise.all(hubModes.map((mode) => hubFinding(lab, mode)))),
    ]
  } catch (error) {
    if (error instanceof SetupError)
      return [{ name: 'Lab engine', state: 'bad', text: error.message, advice: error.advice }]
    const advice = 'See `docker logs drydock-engine`; `npm run stop` removes it.'
    return [
      { name: 'Lab engine', state: 'bad', text: `does not answer (${(error as Error).message})`, advice },
    ]
  }
}

async function hubFinding(lab: Docker, mode: HubMode): Promise<Finding> {
  const state = (await inspectHub(lab, mode))?.State
  return {
    name: mode === 'live' ? 'Mirror' : 'Hub',
    state: state?.Running ? 'good' : 'will be made',
    text: state?.Status ?? 'not there',
  }
}

/** Below this no instance starts (server/domain/admission.ts), and a class fills it in an hour. */
const LITTLE_BYTES = 5 * 1024 ** 3

function diskFinding({ freeBytes, hasInstanceDisks }: EngineDisk): Finding {
  const name = 'Instance disks'
  const free = `${(freeBytes / 1024 ** 3).toFixed(1)} GiB free`
  if (!hasInstanceDisks) {
    const advice = 'One instance can fill it for all. Disks need loop devices: `modprobe loop` on the host.'
    return { name, state: 'bad', text: `${free}, shared by all instances`, advice }
  }
  const text = `${free}, each instance has a limit`
  if (freeBytes >= LITTLE_BYTES) return { name, state: 'good', text }
  return { name, state: 'bad', text, advice: 'Instances start only while there is 1 GiB. Make room.' }
}

async function absentEngine(dockerHost: string | undefined): Promise<Finding> {
  const isRoot = process.getuid?.() === 0
  const hasApt = await access('/usr/bin/apt-get').then(
    () => true,
    () => false,
  )
  const text = dockerHost ? `nothing answers at ${dockerHost}` : 'none runs'
  if (!dockerHost && isRoot && hasApt) return { name: 'Docker Engine', state: 'will be made', text }
  return {
    name: 'Docker Engine',
    state: 'bad',
    text,
    advice: 'Start one, or run as root on Debian or Ubuntu.',
  }
}
