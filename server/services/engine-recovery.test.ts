import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import type { EngineNews } from '../ports/provisioner.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { EngineRecovery } from './engine-recovery.ts'

const node1 = instanceNameSchema.parse('node1')

class FakeLink {
  isUp = true
  #listener: (news: EngineNews) => void = () => undefined

  onChange(listener: (news: EngineNews) => void): Disposable {
    this.#listener = listener
    return { [Symbol.dispose]: () => undefined }
  }

  tell(news: EngineNews): void {
    this.isUp = news.isUp
    this.#listener(news)
  }
}

async function prepare() {
  const bench = createLabBench()
  const engine = new FakeLink()
  const recovery = new EngineRecovery({ ...bench, engine, log: pino({ level: 'silent' }) })
  const { session } = await bench.sessions.open()
  bench.instances.create(session)
  await settled(session, node1, 'ready')
  return { ...bench, engine, recovery, session }
}

test('after a hang an instance that lives goes on, and the timeline tells of both', async () => {
  const { engine, session, provisioner, timeline } = await prepare()
  const removeStopped = vi.spyOn(provisioner, 'removeStopped')
  const reconnectHub = vi.spyOn(provisioner, 'reconnectHub')
  const messages: unknown[] = []
  session.subscribe((message) => messages.push(message))
  provisioner.isDown = true
  engine.tell({ isUp: false })
  await vi.waitFor(() => expect(messages).toMatchObject([{ session: { isLabEngineUp: false } }]))
  provisioner.isDown = false
  engine.tell({ isUp: true, hasRestarted: false, downMs: 3_000 })
  await vi.waitFor(() => expect(reconnectHub).toHaveBeenCalled())
  expect(removeStopped).toHaveBeenCalledWith({ includeUnstarted: true })
  expect(session.instances.get(node1)?.status).toBe('ready')
  expect(messages.at(-1)).toMatchObject({ session: { isLabEngineUp: true } })
  const types = (await timeline.bySession(session.stored.id)).map(({ event }) => event.type)
  expect(types.slice(-2)).toEqual(['engine-lost', 'engine-back'])
})

test('what ended with the lab engine is told as ended, with the reason, and can be replaced', async () => {
  const { engine, session, provisioner, instances } = await prepare()
  engine.tell({ isUp: false })
  await provisioner.destroySession(session.stored.id)
  engine.tell({ isUp: true, hasRestarted: true, downMs: 9_000 })
  await settled(session, node1, 'failed')
  expect(session.instances.get(node1)).toMatchObject({
    code: 'INSTANCE_ENDED',
    message: expect.stringContaining('The lab engine, which ran it, stopped.') as string,
  })
  await instances.remove(session, node1)
  instances.create(session)
  await settled(session, node1, 'ready')
})

test('an instance that was made while the engine went away, and that nobody has, is removed', async () => {
  const { engine, session, provisioner } = await prepare()
  const spec = {
    sessionId: session.stored.id,
    name: node1,
    hubMode: 'sandbox' as const,
    expiresAt: 9e12,
    env: {},
  }
  await provisioner.start(spec, { signal: new AbortController().signal, onBooting: () => undefined })
  expect(await provisioner.list()).toHaveLength(2)
  engine.tell({ isUp: false })
  engine.tell({ isUp: true, hasRestarted: false, downMs: 100 })
  await vi.waitFor(async () => expect(await provisioner.list()).toHaveLength(1))
  expect(session.instances.get(node1)?.status).toBe('ready')
})
