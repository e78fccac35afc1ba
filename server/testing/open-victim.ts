import { instanceNameSchema, terminalNumberSchema } from '../protocol/ids.ts'
import { terminalNameSchema } from '../protocol/session.ts'
import type { LiveSession } from '../services/live-session.ts'
import { EXAMPLE_WORKSHOP } from './example-workshop.ts'
import { settled } from './lab-bench.ts'
import type { TestServer } from './socket-tab.ts'

const node1 = instanceNameSchema.parse('node1')
const second = terminalNumberSchema.parse(2)

/** A session with `node1`, two terminals and a file, as the examples of requests want it. */
export async function openWithEverything(server: TestServer, name: string) {
  const { session, token } = await server.sessions.open()
  await equip(server, session, name)
  return { session, token, cookie: `drydock_session=${token}` }
}

/** The same in a seat of the example workshop. */
export async function openSeatWithEverything(server: TestServer, name: string) {
  const { workshops, seatSessions } = server.teaching
  const workshop = workshops.byId(EXAMPLE_WORKSHOP.id)!
  const { seat, token: seatToken } = await workshops.join(workshop, undefined)
  const { session, token } = await seatSessions.open({ workshop, seat }, () => server.sessions.open())
  await equip(server, session, name)
  return { session, seat, cookie: `drydock_session=${token}; drydock_seat=${seatToken}` }
}

async function equip(server: TestServer, session: LiveSession, name: string): Promise<void> {
  server.instances.create(session)
  await settled(session, node1, 'ready')
  const number = await server.terminalList.open(session, node1)
  await server.terminalList.rename(
    session,
    { instance: node1, terminal: number },
    terminalNameSchema.parse(name),
  )
  server.access.files.write('/root/secret.txt', 'secret')
}

/** Such a session, and what nobody else may see or touch of it. */
export async function openVictim(server: TestServer) {
  const name = 'terminal of the victim'
  const { session, token, cookie } = await openWithEverything(server, name)
  const instance = session.readyInstance(node1)!
  const { id, username, previewKey, tokenHash } = session.stored
  return {
    session,
    token,
    cookie,
    terminal: { instance: node1, terminal: second },
    username,
    secrets: [id, username, previewKey, tokenHash, token, name],
    /** By which services, the Hub and the lab engine know it. */
    handles: [id, instance.id, username].map((text) => new RegExp(`\\b${text}\\b`)),
    view: () => JSON.stringify(server.sessions.view(session)),
  }
}
