import { once } from 'node:events'
import type { WebSocket } from 'ws'
import type { ClassCommand } from '../protocol/cockpit.ts'
import { FIRST_TERMINAL, instanceNameSchema } from '../protocol/ids.ts'
import type { LiveSession } from '../services/live-session.ts'
import { settled } from './lab-bench.ts'
import { CLASS_COOKIES, takeSeat, type ClassServer } from './open-class.ts'
import { attach, Tab } from './socket-tab.ts'
import { TeachTab } from './teach-tab.ts'
import type { Answer } from './test-server.ts'

/** The terminal that an instance begins with. */
export const FIRST = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }

export async function startInstance(
  { instances }: Pick<ClassServer, 'instances'>,
  session: LiveSession,
): Promise<void> {
  instances.create(session)
  await settled(session, FIRST.instance, 'ready')
}

export type Participant = Awaited<ReturnType<ClassTabs['openParticipant']>>

/** The pages of instructors and participants, all of which can be closed, and all seats left, after a test. */
export class ClassTabs {
  readonly #server: ClassServer
  readonly #sockets: WebSocket[] = []

  constructor(server: ClassServer) {
    this.#server = server
  }

  async openCockpit(
    cookie = CLASS_COOKIES.instructor,
    id = this.#server.workshop.stored.id,
  ): Promise<TeachTab> {
    const tab = new TeachTab(this.#server, cookie, id)
    this.#sockets.push(tab.socket)
    await tab.opened()
    return tab
  }

  openTab(cookie: string): Tab {
    const tab = new Tab(this.#server, cookie)
    this.#sockets.push(tab.socket)
    return tab
  }

  /** Somebody with an instance, whose page shows its first terminal. */
  async openParticipant(name: string) {
    const own = await takeSeat(this.#server, name)
    await startInstance(this.#server, own.session)
    const tab = this.openTab(own.cookie)
    await tab.next('class')
    tab.send(attach)
    await tab.next('attached')
    return { ...own, tab, stream: this.#server.access.streams.at(-1)! }
  }

  /** An instructor whose own terminal is shown to the class; `before` is what it has printed until then. */
  async openPresenter(before = '') {
    const { session, token } = await this.#server.sessions.open()
    await startInstance(this.#server, session)
    await this.#server.terminals.open(session, FIRST)
    const stream = this.#server.access.streams.at(-1)!
    stream.print(before)
    const cookie = `${CLASS_COOKIES.instructor}; drydock_session=${token}`
    const { status } = await this.command({ type: 'present', terminal: FIRST }, cookie)
    if (status !== 204) throw new Error(`nothing is presented: ${status}`)
    return { cookie, session, stream }
  }

  command(command: ClassCommand, cookie = CLASS_COOKIES.instructor): Promise<Answer> {
    const path = `/api/teach/workshops/${this.#server.workshop.stored.id}/commands`
    return this.#server.send('POST', path, { headers: { cookie }, body: JSON.stringify(command) })
  }

  /** As a page does, with or without a session. */
  async raiseHand({ cookie }: { cookie: string }): Promise<void> {
    const options = { headers: { cookie }, body: '{"isRaised":true}' }
    const { status } = await this.#server.send('PUT', '/api/class/hand', options)
    if (status !== 200) throw new Error(`the hand was not raised: ${status}`)
  }

  async closeAll(): Promise<void> {
    for (const socket of this.#sockets.splice(0)) {
      if (socket.readyState === socket.CLOSED) continue
      socket.close()
      await once(socket, 'close')
    }
    const { workshop, teaching } = this.#server
    for (const seat of [...workshop.seats.values()]) await teaching.workshops.leave({ workshop, seat })
  }
}
