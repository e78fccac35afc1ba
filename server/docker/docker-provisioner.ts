import { faultPoint } from '#fault-point'
import type Docker from 'dockerode'
import { setTimeout as delay } from 'node:timers/promises'
import type { ContainerCreateOptions } from 'dockerode'
import type { Instance, InstanceId } from '../domain/instance.ts'
import type { Leftover } from '../domain/reap-decision.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import { randomBase32 } from '../lib/random.ts'
import { LabError } from '../protocol/errors.ts'
import type { HubModes } from '../protocol/hub-mode.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import type {
  EngineDiskStatus,
  EngineStatus,
  InstanceSpec,
  IsolationMeasurement,
  Provisioner,
  StartOptions,
} from '../ports/provisioner.ts'
import { chooseRuntime, runtimeCandidates, tryWithProfile, type RuntimeTrial } from './choose-runtime.ts'
import { callEngine, engineStatus, findOnEngine, ignoreGone, unlessUnavailable } from './engine-errors.ts'
import { dialInstance } from './exec-socket.ts'
import { HUB_CONTAINERS } from './hub-containers.ts'
import { InnerEngine } from './inner-engine.ts'
import { instanceFromInspect } from './instance-from-inspect.ts'
import { instanceContainer, type InstanceSettings } from './instance-spec.ts'
import { checkIsolation, smokeTest } from './isolation-probe.ts'
import { LABEL } from './labels.ts'
import type { MeterReader } from './meter-reader.ts'
import { readEngineRun } from './engine-run.ts'
import { findLeftovers } from './leftovers.ts'
import {
  ensureSessionNetwork,
  reconnectHubs,
  removeSessionNetwork,
  sessionNetworkName,
  type SessionNetwork,
} from './session-network.ts'

/** An inner Engine answers within two seconds when the machine is idle; a full one may take far longer. */
const ENGINE_START_TIMEOUT_MS = 60_000
/** After this, another broker's reaper may take what a crash in the middle of a probe has left. */
const PROBE_LIFETIME_MS = 120_000
/** A probe belongs to no broker's sessions: only its age makes it a leftover. */
const PROBE_OWNER = 'probe'
/** After an inner Engine has ended while it started, which its service starts again. */
const ENGINE_RETRY_MS = 100

export interface DockerProvisionerOptions {
  engine: Docker
  settings: InstanceSettings
  hubModes: HubModes
  /** The lab engine's socket. */
  socketPath: string
  meters: MeterReader
  /** Name of an OCI runtime of the lab engine, or `auto`: the strongest that works. */
  runtimeSetting: string
}

/** What `docker info` tells about where instances would run. */
interface EngineInfo {
  KernelVersion: string
  Runtimes: Record<string, unknown>
  DefaultRuntime: string
}

export class DockerProvisioner implements Provisioner {
  readonly #engine: Docker
  readonly #socketPath: string
  readonly #meters: MeterReader
  readonly #runtimeSetting: string
  /** Its runtime is known when the isolation has been measured. */
  #settings: InstanceSettings
  /** AppArmor profile that the host's kernel has, whether or not instances work with it. */
  readonly #profile: string | undefined
  /** The lab engine's run in which that was; undefined before. */
  #measuredRun: string | undefined
  readonly #hubModes: HubModes
  /**
   * Two first instances of a session must not both make its network, and none may go while the Hub is brought back into
   * it. The Engine itself changes one network at a time: nothing is slower for it.
   */
  readonly #networkLock = new AsyncLock()
  /** Instances that are being made: what is there of them is not a leftover. */
  readonly #starting = new Set<string>()

  constructor(options: DockerProvisionerOptions) {
    this.#engine = options.engine
    this.#settings = options.settings
    this.#profile = options.settings.appArmorProfile
    this.#socketPath = options.socketPath
    this.#meters = options.meters
    this.#runtimeSetting = options.runtimeSetting
    this.#hubModes = options.hubModes
  }

  async start(spec: InstanceSpec, options: StartOptions): Promise<Instance> {
    // Whatever was measured before a restart says nothing about the engine after it.
    if (this.#measuredRun !== undefined && this.#measuredRun !== (await this.engineRun())) {
      throw new LabError('ENGINE_UNAVAILABLE', { retryAfterSeconds: 5 })
    }
    const key = instanceKey(spec.sessionId, spec.name)
    this.#starting.add(key)
    try {
      return await this.#start(spec, options, this.#settings)
    } finally {
      this.#starting.delete(key)
    }
  }

  async #start(
    spec: InstanceSpec,
    { signal, onBooting }: StartOptions,
    settings: InstanceSettings,
  ): Promise<Instance> {
    const network = await this.#ensureNetwork(spec, settings.owner)
    signal.throwIfAborted()
    faultPoint('create.network')
    const container = await this.#create(instanceContainer(spec, network, settings))
    try {
      faultPoint('create.container')
      signal.throwIfAborted()
      await callEngine(() => container.start())
      faultPoint('create.started')
      onBooting()
      signal.throwIfAborted()
      await this.#waitForInnerEngine(container.id)
      faultPoint('create.inner-engine')
      signal.throwIfAborted()
      const instance = instanceFromInspect(await container.inspect())
      if (!instance) throw new LabError('INSTANCE_FAILED', { detail: 'The instance ended while it started.' })
      return instance
    } catch (error) {
      await this.destroy(container.id as InstanceId)
      throw error
    }
  }

  async #create(options: ContainerCreateOptions): Promise<Docker.Container> {
    try {
      return await this.#engine.createContainer(options)
    } catch (error) {
      // Not an instance is missing here but what it is made from.
      if (engineStatus(error) === 404) {
        const detail =
          'The instance image is not on the lab engine. Its operator has to run `npm start` again.'
        throw new LabError('INSTANCE_FAILED', { cause: error, detail })
      }
      throw unlessUnavailable(error)
    }
  }

  async destroy(id: InstanceId): Promise<void> {
    const container = this.#engine.getContainer(id)
    await callEngine(async () => {
      try {
        await container.remove({ force: true, v: true })
      } catch (error) {
        ignoreGone(error)
        // 409: somebody else is at it, such as the call of a broker that has crashed. It holds its network until then.
        if (engineStatus(error) === 409) await container.wait({ condition: 'removed' }).catch(ignoreGone)
      }
    })
  }

  async destroySession(sessionId: SessionId): Promise<void> {
    await callEngine(async () => {
      const filters = { label: [`${LABEL.session}=${sessionId}`] }
      const containers = await this.#engine.listContainers({ all: true, filters })
      await Promise.all(containers.map(({ Id }) => this.destroy(Id as InstanceId)))
      faultPoint('close.containers')
      const { Volumes } = await this.#engine.listVolumes({ filters })
      for (const { Name } of Volumes ?? []) await this.#engine.getVolume(Name).remove().catch(ignoreGone)
      faultPoint('close.volumes')
      await this.#networkLock.run(() => removeSessionNetwork(this.#engine, sessionNetworkName(sessionId)))
      faultPoint('close.network')
    })
  }

  async list(): Promise<Instance[]> {
    return callEngine(async () => {
      const containers = await this.#engine.listContainers({ filters: { label: this.#ownInstances() } })
      const instances = await Promise.all(containers.map(({ Id }) => this.#inspect(Id)))
      return instances.filter((instance) => instance !== undefined)
    })
  }

  async removeStopped({ includeUnstarted }: { includeUnstarted: boolean }): Promise<void> {
    const status = ['exited', 'dead', ...(includeUnstarted ? ['created'] : [])]
    await callEngine(async () => {
      const filters = { label: this.#ownInstances(), status }
      const containers = await this.#engine.listContainers({ all: true, filters })
      const abandoned = containers.filter(
        ({ Labels }) =>
          !this.#starting.has(instanceKey(Labels[LABEL.session] ?? '', Labels[LABEL.name] ?? '')),
      )
      await Promise.all(abandoned.map(({ Id }) => this.destroy(Id as InstanceId)))
    })
  }

  async reconnectHub(): Promise<void> {
    const { owner } = this.#settings
    await this.#networkLock.run(() => callEngine(() => reconnectHubs(this.#engine, owner)))
  }

  leftovers(): Promise<Leftover[]> {
    return callEngine(() => findLeftovers(this.#engine, this.#settings.owner))
  }

  async status(): Promise<EngineStatus> {
    const disk = await this.#diskStatus()
    try {
      const { Version } = await this.#engine.version()
      const hubs = await Promise.all(
        this.#hubModes.map((mode) => this.#engine.getContainer(HUB_CONTAINERS[mode]).inspect()),
      )
      return { isUp: true, version: Version, isHubUp: hubs.every(({ State }) => State.Running), disk }
    } catch (error) {
      // A missing Hub is an answer of the engine; anything else is the lack of one.
      return { isUp: engineStatus(error) === 404, version: null, isHubUp: false, disk }
    }
  }

  async #diskStatus(): Promise<EngineDiskStatus> {
    const { engine } = await this.#meters.read()
    if (!engine) return { instances: 'unknown', freeBytes: null }
    return { instances: engine.hasInstanceDisks ? 'limited' : 'shared', freeBytes: engine.freeBytes }
  }

  engineRun(): Promise<string> {
    return callEngine(() => readEngineRun(this.#socketPath))
  }

  async probeIsolation(): Promise<IsolationMeasurement> {
    const engineRun = await this.engineRun()
    const info = (await callEngine(() => this.#engine.info())) as EngineInfo
    const engine = { names: Object.keys(info.Runtimes), default: info.DefaultRuntime }
    const chosen = await chooseRuntime(
      runtimeCandidates(engine, this.#runtimeSetting),
      (runtime, { isLast }) =>
        tryWithProfile(this.#profile, (appArmorProfile) => {
          const settings = { ...this.#settings, owner: PROBE_OWNER, runtime, appArmorProfile }
          return this.#tryOut(settings, { kernel: info.KernelVersion, withBuild: !isLast })
        }),
    )
    const { facts, ...rest } = chosen
    const { runtime, appArmorProfile } = chosen
    this.#settings = { ...this.#settings, runtime, appArmorProfile }
    this.#measuredRun = engineRun
    return { ...facts, ...rest, engineRun }
  }

  async #tryOut(
    settings: InstanceSettings,
    { kernel, withBuild }: { kernel: string; withBuild: boolean },
  ): Promise<RuntimeTrial> {
    const sessionId = `probe-${randomBase32(26)}` as SessionId
    const expiresAt = Date.now() + PROBE_LIFETIME_MS
    const [hubMode] = this.#hubModes
    const spec = { sessionId, name: instanceNameSchema.parse('node1'), hubMode, expiresAt, env: {} }
    try {
      const options = { signal: AbortSignal.timeout(PROBE_LIFETIME_MS), onBooting: () => undefined }
      const { id } = await this.#start(spec, options, settings)
      const facts = await checkIsolation(this.#engine, id, kernel)
      return { facts, smokeProblem: await smokeTest(this.#engine, id, { withBuild }) }
    } finally {
      await this.destroySession(sessionId)
    }
  }

  #ensureNetwork({ sessionId, expiresAt, hubMode }: InstanceSpec, owner: string): Promise<SessionNetwork> {
    const request = { sessionId, expiresAt, owner, hubMode, hubContainer: HUB_CONTAINERS[hubMode] }
    return this.#networkLock.run(() => callEngine(() => ensureSessionNetwork(this.#engine, request)))
  }

  /** `undefined` for one that has gone since it was listed. */
  async #inspect(id: string): Promise<Instance | undefined> {
    const info = await findOnEngine(this.#engine.getContainer(id).inspect())
    return info && instanceFromInspect(info)
  }

  #ownInstances(): string[] {
    return [`${LABEL.role}=instance`, `${LABEL.owner}=${this.#settings.owner}`]
  }

  /** One connection waits for all of it: to ask again and again takes CPU time from the Engine that starts. */
  async #waitForInnerEngine(id: string): Promise<void> {
    const inTime = AbortSignal.timeout(ENGINE_START_TIMEOUT_MS)
    const inner = new InnerEngine(() => dialInstance(this.#engine, id, { socket: 'starting-docker' }))
    while (!inTime.aborted) {
      try {
        return await inner.ping(inTime)
      } catch (error) {
        if (error instanceof LabError) throw error
        await delay(ENGINE_RETRY_MS)
      }
    }
    throw new LabError('INSTANCE_FAILED', { detail: 'The Engine in the instance did not start in time.' })
  }
}

function instanceKey(sessionId: string, name: string): string {
  return `${sessionId}/${name}`
}
