import type Docker from 'dockerode'
import type { ContainerCreateOptions } from 'dockerode'
import type { Instance, InstanceId } from '../domain/instance.ts'
import type { Leftover } from '../domain/reap-decision.ts'
import { AsyncLock } from '../lib/async-lock.ts'
import { randomBase32 } from '../lib/random.ts'
import { LabError } from '../protocol/errors.ts'
import type { IsolationVerdict } from '../protocol/health.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import type { EngineStatus, InstanceSpec, Provisioner, StartOptions } from '../ports/provisioner.ts'
import { callEngine, engineStatus, findOnEngine, ignoreGone, unlessUnavailable } from './engine-errors.ts'
import { instanceFromInspect } from './instance-from-inspect.ts'
import { instanceContainer, type InstanceSettings } from './instance-spec.ts'
import { isolationScript, parseIsolationReport } from './isolation-probe.ts'
import { LABEL } from './labels.ts'
import { findLeftovers } from './leftovers.ts'
import { runScript } from './run-script.ts'
import {
  ensureSessionNetwork,
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
const WAIT_FOR_ENGINE = `
until curl --silent --fail --max-time 2 --unix-socket /var/run/docker.sock http://docker/_ping >/dev/null; do
  sleep 0.05
done`

export interface DockerProvisionerOptions {
  engine: Docker
  settings: InstanceSettings
  hubContainer: string
  hubMode: 'sandbox' | 'live'
}

export class DockerProvisioner implements Provisioner {
  readonly #engine: Docker
  readonly #settings: InstanceSettings
  readonly #hub: Pick<DockerProvisionerOptions, 'hubContainer' | 'hubMode'>
  /** Two first instances of a session must not both make its network. */
  readonly #networkLock = new AsyncLock()

  constructor({ engine, settings, hubContainer, hubMode }: DockerProvisionerOptions) {
    this.#engine = engine
    this.#settings = settings
    this.#hub = { hubContainer, hubMode }
  }

  start(spec: InstanceSpec, options: StartOptions): Promise<Instance> {
    return this.#start(spec, options, this.#settings)
  }

  async #start(
    spec: InstanceSpec,
    { signal, onBooting }: StartOptions,
    settings: InstanceSettings,
  ): Promise<Instance> {
    const network = await this.#ensureNetwork(spec, settings.owner)
    signal.throwIfAborted()
    const container = await this.#create(instanceContainer(spec, network, settings))
    try {
      signal.throwIfAborted()
      await callEngine(() => container.start())
      onBooting()
      signal.throwIfAborted()
      await this.#waitForInnerEngine(container.id)
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
    await callEngine(() => this.#engine.getContainer(id).remove({ force: true, v: true }).catch(ignoreGone))
  }

  async destroySession(sessionId: SessionId): Promise<void> {
    await callEngine(async () => {
      const filters = { label: [`${LABEL.session}=${sessionId}`] }
      const containers = await this.#engine.listContainers({ all: true, filters })
      await Promise.all(containers.map(({ Id }) => this.destroy(Id as InstanceId)))
      const { Volumes } = await this.#engine.listVolumes({ filters })
      for (const { Name } of Volumes ?? []) await this.#engine.getVolume(Name).remove().catch(ignoreGone)
      await removeSessionNetwork(this.#engine, sessionNetworkName(sessionId))
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
      await Promise.all(containers.map(({ Id }) => this.destroy(Id as InstanceId)))
    })
  }

  leftovers(): Promise<Leftover[]> {
    return callEngine(() => findLeftovers(this.#engine, this.#settings.owner))
  }

  async status(): Promise<EngineStatus> {
    try {
      const { Version } = await this.#engine.version()
      const hub = await this.#engine.getContainer(this.#hub.hubContainer).inspect()
      return { isUp: true, version: Version, isHubUp: hub.State.Running }
    } catch (error) {
      // A missing Hub is an answer of the engine; anything else is the lack of one.
      return { isUp: engineStatus(error) === 404, version: null, isHubUp: false }
    }
  }

  async probeIsolation(): Promise<IsolationVerdict> {
    const { KernelVersion } = (await callEngine(() => this.#engine.info())) as { KernelVersion: string }
    const sessionId = `probe-${randomBase32(26)}` as SessionId
    const expiresAt = Date.now() + PROBE_LIFETIME_MS
    const spec = { sessionId, name: instanceNameSchema.parse('node1'), expiresAt, env: {} }
    try {
      const options = { signal: AbortSignal.timeout(PROBE_LIFETIME_MS), onBooting: () => undefined }
      const instance = await this.#start(spec, options, { ...this.#settings, owner: PROBE_OWNER })
      const limits = { timeoutMs: 20_000, maxOutputBytes: 16 * 1024 }
      const result = await runScript(this.#engine, instance.id, isolationScript(KernelVersion), limits)
      return result.status === 'exited' ? parseIsolationReport(result.output) : 'unknown'
    } finally {
      await this.destroySession(sessionId)
    }
  }

  #ensureNetwork({ sessionId, expiresAt }: InstanceSpec, owner: string): Promise<SessionNetwork> {
    const request = { sessionId, expiresAt, owner, ...this.#hub }
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

  async #waitForInnerEngine(id: string): Promise<void> {
    const limits = { timeoutMs: ENGINE_START_TIMEOUT_MS, maxOutputBytes: 1024 }
    const result = await runScript(this.#engine, id, WAIT_FOR_ENGINE, limits)
    if (result.status === 'timed-out') {
      throw new LabError('INSTANCE_FAILED', { detail: 'The Engine in the instance did not start in time.' })
    }
  }
}
