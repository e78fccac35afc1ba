import type { Instance, InstanceId } from '../domain/instance.ts'
import type { Leftover } from '../domain/reap-decision.ts'
import type { IsolationVerdict } from '../protocol/isolation.ts'
import type { SessionId } from '../protocol/ids.ts'
import type {
  EngineStatus,
  InstanceSpec,
  IsolationMeasurement,
  Provisioner,
  StartOptions,
} from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'

/** A provisioner in memory. `server/testing/provisioner-contract.ts` holds it to what the Docker one does. */
export class FakeProvisioner implements Provisioner {
  isDown = false
  failNextStart: Error | undefined
  verdict: IsolationVerdict = 'userns'
  /** Another name: the lab engine has restarted. */
  run = 'first run'
  readonly #running = new Map<InstanceId, Instance & { expiresAt: number }>()
  #count = 0

  async start(spec: InstanceSpec, { signal, onBooting }: StartOptions): Promise<Instance> {
    this.#requireUp()
    signal.throwIfAborted()
    onBooting()
    await Promise.resolve()
    signal.throwIfAborted()
    if (this.failNextStart) {
      const error = this.failNextStart
      this.failNextStart = undefined
      throw error
    }
    const id = `container-${++this.#count}` as InstanceId
    const { sessionId, name, expiresAt } = spec
    const instance: Instance = { id, sessionId, name, ip: `10.210.0.${this.#count}`, startedAt: Date.now() }
    this.#running.set(id, { ...instance, expiresAt })
    return instance
  }

  async destroy(id: InstanceId): Promise<void> {
    this.#requireUp()
    this.#running.delete(id)
  }

  async destroySession(sessionId: SessionId): Promise<void> {
    this.#requireUp()
    for (const instance of [...this.#running.values()]) {
      if (instance.sessionId === sessionId) this.#running.delete(instance.id)
    }
  }

  async list(): Promise<Instance[]> {
    this.#requireUp()
    return [...this.#running.values()]
  }

  async removeStopped(): Promise<void> {
    this.#requireUp()
  }

  async leftovers(): Promise<Leftover[]> {
    this.#requireUp()
    return [...this.#running.values()].map(({ sessionId, expiresAt }) => ({
      sessionId,
      expiresAt,
      isOwn: true,
    }))
  }

  async reconnectHub(): Promise<void> {
    this.#requireUp()
  }

  async status(): Promise<EngineStatus> {
    const disk = { instances: 'limited' as const, freeBytes: 50 * 1024 ** 3 }
    return { isUp: !this.isDown, version: this.isDown ? null : 'fake', isHubUp: !this.isDown, disk }
  }

  async probeIsolation(): Promise<IsolationMeasurement> {
    this.#requireUp()
    const { verdict, run } = this
    return {
      hasUserNamespace: verdict === 'userns',
      hasOwnKernel: verdict === 'vm',
      isGvisor: verdict === 'gvisor',
      attempts: [
        {
          id: 'debugfs',
          name: 'mounting debugfs',
          risk: 'takeover',
          result: verdict === 'none' ? 'possible' : 'refused',
        },
        { id: 'sysrq', name: 'restarting the host', risk: 'takeover', result: 'not applicable' },
      ],
      runtime: 'drydock',
      smokeProblem: undefined,
      passedOver: [],
      engineRun: run,
    }
  }

  async engineRun(): Promise<string> {
    this.#requireUp()
    return this.run
  }

  #requireUp(): void {
    if (this.isDown) throw new LabError('ENGINE_UNAVAILABLE')
  }
}
