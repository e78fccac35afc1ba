import Docker from 'dockerode'
import { setTimeout as delay } from 'node:timers/promises'
import { instanceNameSchema, terminalNumberSchema, type TerminalRef } from '../../server/protocol/ids.ts'
import { MAX_TERMINALS } from '../../server/protocol/limits.ts'
import { sessionViewSchema, type SessionView } from '../../server/protocol/session.ts'
import { request } from '../../server/testing/page-tab.ts'
import { preparedLab } from '../../server/testing/prepared-lab.ts'

/** A session at a broker, for a bench. */
export class BenchLab {
  readonly broker: { url: string }
  readonly cookie: string

  private constructor(broker: { url: string }, cookie: string) {
    this.broker = broker
    this.cookie = cookie
  }

  static async open(broker: { url: string }, instanceCount: number): Promise<BenchLab> {
    const opened = await request(broker, 'POST', '/api/session')
    const lab = new BenchLab(broker, opened.headers.getSetCookie()[0]!.split(';')[0]!)
    for (let count = 1; count <= instanceCount; count++) {
      await request(broker, 'POST', '/api/session/instances', lab.cookie)
      await lab.#ready(count)
    }
    return lab
  }

  /** Opens new terminals, as many as fit on the instances; answers with their names. */
  async openTerminals(count: number): Promise<TerminalRef[]> {
    const { instances } = await this.view()
    const refs: TerminalRef[] = []
    for (const { name } of instances) {
      for (let number = 2; number <= MAX_TERMINALS && refs.length < count; number++) {
        await request(this.broker, 'POST', `/api/session/instances/${name}/terminals`, this.cookie)
        refs.push({ instance: name, terminal: terminalNumberSchema.parse(number) })
      }
    }
    return refs
  }

  async closeTerminals(refs: TerminalRef[]): Promise<void> {
    for (const { instance, terminal } of refs) {
      const path = `/api/session/instances/${instance}/terminals/${terminal}?force=true`
      await request(this.broker, 'DELETE', path, this.cookie)
    }
  }

  async view(): Promise<SessionView> {
    const answer = await request(this.broker, 'GET', '/api/session', this.cookie)
    return sessionViewSchema.parse(await answer.json())
  }

  /** The container that is an instance of this session: no other has its address. */
  async container(instance: string): Promise<{ engine: Docker; id: string }> {
    const { engineSocketPath } = await preparedLab()
    const engine = new Docker({ socketPath: engineSocketPath })
    const found = (await this.view()).instances.find(({ name }) => name === instance)
    for (const { Id, NetworkSettings } of await engine.listContainers()) {
      const addresses = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress)
      if (found?.status === 'ready' && addresses.includes(found.ip)) return { engine, id: Id }
    }
    throw new Error(`${instance} is not on the lab engine`)
  }

  async #ready(count: number): Promise<void> {
    const name = instanceNameSchema.parse(`node${count}`)
    for (;;) {
      const instance = (await this.view()).instances.find((candidate) => candidate.name === name)
      if (instance?.status === 'ready') return
      if (instance?.status === 'failed') throw new Error(instance.message)
      await delay(100)
    }
  }
}
