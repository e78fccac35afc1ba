import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type Docker from 'dockerode'
import { ignoreGone } from '../../server/docker/engine-errors.ts'
import { HUB_CONTAINERS } from '../../server/docker/hub-containers.ts'
import { LABEL } from '../../server/docker/labels.ts'
import { spawnBroker, type SpawnedBroker } from '../../server/testing/spawn-broker.ts'
import { runInContainer } from '../../server/testing/run-in-container.ts'
import { startThrowawayMachine, type ThrowawayMachine } from '../../server/testing/throwaway-machine.ts'

/** Shorter and longer than the heartbeat's time-out: one is not noticed, the other is. */
const HANG_MS = { min: 1_000, max: 12_000 }

/** An image of one small file, to the session's own name in the Hub. */
const PUSH = `cd "$(mktemp -d)" && date > file && tar --create file | docker import - "$DOCKER_USERNAME/chaos" &&
echo "$DOCKER_PASSWORD" | docker login --username "$DOCKER_USERNAME" --password-stdin &&
timeout 30 docker push --quiet "$DOCKER_USERNAME/chaos" && echo pushed`

/** A lab engine and a broker of their own, and the faults that happen to them. */
export class ChaosLab implements AsyncDisposable {
  readonly machine: ThrowawayMachine
  readonly #dataDir: string
  #broker: SpawnedBroker
  /** Resolves when there is a broker. */
  #restarting: Promise<void> = Promise.resolve()
  /** How often what happened. */
  readonly faults: Record<string, number> = {}

  private constructor(machine: ThrowawayMachine, dataDir: string, broker: SpawnedBroker) {
    this.machine = machine
    this.#dataDir = dataDir
    this.#broker = broker
  }

  static async open(): Promise<ChaosLab> {
    const dataDir = await mkdtemp(join(tmpdir(), 'drydock-chaos-'))
    const machine = await startThrowawayMachine()
    return new ChaosLab(machine, dataDir, await start(machine, dataDir))
  }

  async url(): Promise<string> {
    await this.#restarting
    return this.#broker.url
  }

  count(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1
  }

  async killBroker(): Promise<void> {
    this.count('broker killed')
    this.#restarting = this.#broker.crash().then(async () => {
      this.#broker = await start(this.machine, this.#dataDir)
    })
    await this.#restarting
  }

  async hangEngine(): Promise<void> {
    this.count('engine hung')
    const { container } = this.machine.engine
    await container.pause()
    await delay(randomInt(HANG_MS.min, HANG_MS.max))
    await container.unpause()
  }

  /** By the Engine, which then leaves it to the broker to start it again. */
  async stopHub(): Promise<void> {
    this.count('Hub stopped')
    await this.#hub.stop({ t: 0 }).catch(ignoreGone)
  }

  async isHubUp(): Promise<boolean> {
    return (await this.#hub.inspect()).State.Running
  }

  get #hub(): Docker.Container {
    return this.machine.engine.engine.getContainer(HUB_CONTAINERS.sandbox)
  }

  async killSomeInstance(): Promise<void> {
    const victim = await this.#someInstance()
    if (!victim) return
    this.count('instance killed')
    // It may be gone already.
    await victim.kill().catch(() => undefined)
  }

  /** What its session then has in the Hub must go with it. */
  async pushFromSomeInstance(): Promise<void> {
    const instance = await this.#someInstance()
    if (!instance) return
    // It may be killed, or not be ready yet.
    const output = await runInContainer(this.machine.engine.engine, instance, PUSH).catch(() => '')
    if (output.endsWith('pushed')) this.count('image pushed')
  }

  async #someInstance(): Promise<Docker.Container | undefined> {
    const filters = { label: [`${LABEL.role}=instance`] }
    const { engine } = this.machine.engine
    const running = await engine.listContainers({ filters })
    const chosen = running[randomInt(Math.max(1, running.length))]
    return chosen && engine.getContainer(chosen.Id)
  }

  /** Open file descriptors of the broker. */
  async descriptors(): Promise<number> {
    await this.#restarting
    return (await readdir(`/proc/${this.#broker.pid}/fd`)).length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#restarting
    await this.#broker[Symbol.asyncDispose]()
    await this.machine[Symbol.asyncDispose]()
    await rm(this.#dataDir, { recursive: true })
  }
}

function start(machine: ThrowawayMachine, dataDir: string): Promise<SpawnedBroker> {
  const settings = {
    // Its warnings are what is provoked here.
    DRYDOCK_LOG_LEVEL: 'error',
    DRYDOCK_POOL_MIN: '0',
    DRYDOCK_POOL_MAX: '0',
    DRYDOCK_INSTANCE_MEMORY_MIB: '512',
  }
  return spawnBroker({ lab: machine.lab, dataDir, isWithoutPages: true, settings })
}
