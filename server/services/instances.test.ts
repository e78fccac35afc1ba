import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { FIRST_TERMINAL, instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { keyOfCookie } from './session-key.ts'

const node1 = instanceNameSchema.parse('node1')
const node2 = instanceNameSchema.parse('node2')

test('an instance is listed as starting at once, and as ready when its Engine answers', async () => {
  const { sessions, instances } = createLabBench()
  const { session } = await sessions.open()
  expect(instances.create(session)).toMatchObject({ status: 'starting', name: node1 })
  await settled(session, node1, 'ready')
  expect(sessions.view(session).instances).toMatchObject([{ name: 'node1', status: 'ready', ports: [] }])
})

test('parallel requests cannot exceed the limit of a session', async () => {
  const { sessions, instances } = createLabBench({ maxPerSession: 2 })
  const { session } = await sessions.open()
  instances.create(session)
  instances.create(session)
  expect(() => instances.create(session)).toThrow(
    expect.objectContaining({ code: 'INSTANCE_LIMIT' }) as Error,
  )
})

test('nor the limit of the whole, and the answer says when to try again', async () => {
  const { sessions, instances } = createLabBench({ maxTotal: 1 })
  const first = await sessions.open()
  const second = await sessions.open()
  instances.create(first.session)
  expect(() => instances.create(second.session)).toThrow(
    expect.objectContaining({ code: 'CAPACITY_FULL', retryAfterSeconds: 60 }) as Error,
  )
})

test('one that does not start stays listed with the reason until it is removed', async () => {
  const { sessions, instances, provisioner } = createLabBench()
  const { session } = await sessions.open()
  provisioner.failNextStart = new Error('secret detail of the Engine')
  instances.create(session)
  await settled(session, node1, 'failed')
  const [view] = sessions.view(session).instances
  expect(view).toMatchObject({ status: 'failed', code: 'INSTANCE_FAILED' })
  expect(JSON.stringify(view)).not.toContain('secret')
  await instances.remove(session, node1)
  expect(sessions.view(session).instances).toEqual([])
})

test('a session that closes while its terminal is prepared is no failure of ours, and any other is', async () => {
  const log = pino({ level: 'silent' })
  const logged = vi.spyOn(log, 'error')
  const { sessions, instances, access } = createLabBench({ log })
  const prepared = async () => {
    const { session } = await sessions.open()
    const opening = Promise.withResolvers<never>()
    vi.spyOn(access, 'openTerminal').mockReturnValueOnce(opening.promise)
    instances.create(session)
    await settled(session, node1, 'ready')
    return { session, fail: () => opening.reject(new Error('gone')) }
  }
  const closed = await prepared()
  await sessions.close(closed.session, 'participant')
  closed.fail()
  const open = await prepared()
  open.fail()
  const sessionId = open.session.stored.id
  const about = expect.objectContaining({ sessionId }) as object
  await vi.waitFor(() => expect(logged).toHaveBeenCalledWith(about, expect.any(String)))
  expect(logged).toHaveBeenCalledTimes(1)
})

test('removing frees the name, and is refused for an instance that is not there', async () => {
  const { sessions, instances, provisioner } = createLabBench()
  const { session } = await sessions.open()
  instances.create(session)
  await settled(session, node1, 'ready')
  await instances.remove(session, node1)
  expect(await provisioner.list()).toEqual([])
  await expect(instances.remove(session, node1)).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' })
  expect(instances.create(session).name).toBe(node1)
})

test('an instance whose removal fails because the lab engine is down can be removed later', async () => {
  const { sessions, instances, provisioner, access } = createLabBench()
  const { session } = await sessions.open()
  instances.create(session)
  await settled(session, node1, 'ready')
  provisioner.isDown = true
  await expect(instances.remove(session, node1)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' })
  expect(session.readyInstance(node1)).toBeDefined()
  expect(access.observers.size).toBe(1)
  provisioner.isDown = false
  await instances.remove(session, node1)
  expect(session.instances.size).toBe(0)
})

test('published ports appear with an address that carries the preview key, not the cookie', async () => {
  const { sessions, instances, access } = createLabBench()
  const { session, token } = await sessions.open()
  instances.create(session)
  await settled(session, node1, 'ready')
  const { id } = session.readyInstance(node1)!
  access.observers.get(id)!.onPorts([{ port: 5000, container: 'registry' }])
  const [view] = sessions.view(session).instances
  expect(view).toMatchObject({
    ports: [{ port: 5000, url: `http://5000--node1--${session.stored.previewKey}.localhost:3000/` }],
  })
  expect(JSON.stringify(view)).not.toContain(token)
})

test('an instance that ended without us is shown as failed', async () => {
  const { sessions, instances, provisioner } = createLabBench()
  const { session } = await sessions.open()
  instances.create(session)
  instances.create(session)
  await settled(session, node2, 'ready')
  await settled(session, node1, 'ready')
  await provisioner.destroy(session.readyInstance(node1)!.id)
  await instances.reconcile()
  expect(session.instances.get(node1)).toMatchObject({ status: 'failed' })
  expect(session.instances.get(node2)).toMatchObject({ status: 'ready' })
})

test('closing a session while its instance starts leaves nothing running', async () => {
  const { sessions, instances, provisioner } = createLabBench()
  const { session } = await sessions.open()
  instances.create(session)
  await sessions.close(session, 'participant')
  expect(await provisioner.list()).toEqual([])
})

test('a new broker finds the sessions and instances of the one before', async () => {
  const bench = createLabBench()
  const { session, token } = await bench.sessions.open()
  bench.instances.create(session)
  await settled(session, node1, 'ready')
  const sessions = bench.newSessions()
  await sessions.restore()
  await bench.newInstances(sessions).restore()
  const restored = sessions.byKey(keyOfCookie(token))!
  expect(restored.stored).toEqual(session.stored)
  expect(restored.readyInstance(node1)?.id).toBe(session.readyInstance(node1)!.id)
})

test('two deletions at once remove one instance, and its name is free only then', async () => {
  const { sessions, instances, provisioner } = createLabBench()
  const { session } = await sessions.open()
  instances.create(session)
  await settled(session, node1, 'ready')
  const first = instances.remove(session, node1)
  const second = instances.remove(session, node1)
  expect(instances.create(session).name).toBe(node2)
  await Promise.all([first, second])
  await settled(session, node2, 'ready')
  expect([...session.instances.keys()]).toEqual([node2])
  expect((await provisioner.list()).map(({ name }) => name)).toEqual([node2])
})

test('instances that come and go leave nothing on the session that would keep them', async () => {
  const { sessions, instances, access } = createLabBench()
  const { session } = await sessions.open()
  for (let round = 0; round < 20; round++) {
    instances.create(session)
    await settled(session, node1, 'ready')
    await instances.remove(session, node1)
  }
  expect(access.observers.size).toBe(0)
  instances.create(session)
  await settled(session, node1, 'ready')
  await sessions.close(session, 'participant')
  expect(access.observers.size).toBe(0)
})

test('nothing starts before the isolation is known, nor without it', async () => {
  const { sessions, provisioner, isolation, instances } = createLabBench({ verdict: 'none' })
  const { session } = await sessions.open()
  expect(() => instances.create(session)).toThrow(
    expect.objectContaining({ code: 'ISOLATION_NONE' }) as Error,
  )
  provisioner.verdict = 'userns'
  provisioner.run = 'second run'
  const measured = isolation.refresh()
  // The new run of the lab engine is known, what separates instances from the host in it is not.
  while (isolation.verdict !== 'unknown') await Promise.resolve()
  expect(() => instances.create(session)).toThrow(
    expect.objectContaining({ code: 'ENGINE_UNAVAILABLE' }) as Error,
  )
  await measured
  expect(instances.create(session)).toMatchObject({ status: 'starting' })
})

test('the shell of a new instance is started before anybody asks for it', async () => {
  const { sessions, instances, terminals, access } = createLabBench()
  const { session } = await sessions.open()
  instances.create(session)
  await settled(session, node1, 'ready')
  const terminal = await terminals.open(
    session,
    { instance: node1, terminal: FIRST_TERMINAL },
    { cols: 100, rows: 30 },
  )
  expect(access.streams).toHaveLength(1)
  access.streams[0]!.print('[node1] ~ $ ')
  expect(terminal.size).toEqual({ cols: 80, rows: 24 })
})
