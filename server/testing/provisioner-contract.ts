import { afterEach, expect, test } from 'vitest'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceSpec, Provisioner } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'

/** What every provisioner does; run against the fake and against Docker, so that the fake cannot lie. */
export function describeProvisioner(create: () => Promise<Provisioner>): void {
  const made: { provisioner: Provisioner; sessionId: SessionId }[] = []

  async function prepare(): Promise<{ provisioner: Provisioner; spec: InstanceSpec }> {
    const provisioner = await create()
    const sessionId = randomBase32(26) as SessionId
    made.push({ provisioner, sessionId })
    const spec = {
      sessionId,
      name: instanceNameSchema.parse('node1'),
      expiresAt: Date.now() + 600_000,
      hubMode: 'sandbox' as const,
      env: {},
    }
    return { provisioner, spec }
  }

  afterEach(async () => {
    for (const { provisioner, sessionId } of made.splice(0)) await provisioner.destroySession(sessionId)
  })

  function start(provisioner: Provisioner, spec: InstanceSpec, signal = new AbortController().signal) {
    return provisioner.start(spec, { signal, onBooting: () => undefined })
  }

  test('an instance that has started is listed with its address, and is gone when destroyed, twice if need be', async () => {
    const { provisioner, spec } = await prepare()
    const instance = await start(provisioner, spec)
    expect(instance).toMatchObject({ sessionId: spec.sessionId, name: 'node1' })
    expect(instance.ip).toMatch(/^10\.210\./)
    expect((await provisioner.list()).map(({ id }) => id)).toContain(instance.id)
    await provisioner.destroy(instance.id)
    await provisioner.destroy(instance.id)
    expect((await provisioner.list()).map(({ id }) => id)).not.toContain(instance.id)
  })

  test('destroying a session leaves nothing of it, and is no error when there was nothing', async () => {
    const { provisioner, spec } = await prepare()
    await start(provisioner, spec)
    await start(provisioner, { ...spec, name: instanceNameSchema.parse('node2') })
    await provisioner.destroySession(spec.sessionId)
    await provisioner.destroySession(spec.sessionId)
    const left = await provisioner.leftovers()
    expect(left.filter(({ sessionId }) => sessionId === spec.sessionId)).toEqual([])
  })

  test('an aborted start leaves no instance behind', async () => {
    const { provisioner, spec } = await prepare()
    const controller = new AbortController()
    const starting = provisioner.start(spec, {
      signal: controller.signal,
      onBooting: () => controller.abort(new Error('changed my mind')),
    })
    await expect(starting).rejects.toThrow('changed my mind')
    expect((await provisioner.list()).filter(({ sessionId }) => sessionId === spec.sessionId)).toEqual([])
  })

  test('what an instance leaves carries its session and the time after which anyone may remove it', async () => {
    const { provisioner, spec } = await prepare()
    await start(provisioner, spec)
    const left = (await provisioner.leftovers()).filter(({ sessionId }) => sessionId === spec.sessionId)
    expect(left.length).toBeGreaterThan(0)
    for (const leftover of left) expect(leftover).toMatchObject({ expiresAt: spec.expiresAt, isOwn: true })
  })
}
