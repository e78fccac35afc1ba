import { describe, expect, test } from 'vitest'
import { isolationVerdict } from '../domain/isolation-verdict.ts'
import { randomBase32 } from '../lib/random.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { describeProvisioner } from '../testing/provisioner-contract.ts'
import { connectLabEngine } from './lab-engine.ts'

async function create() {
  const { provisioner } = await connectLabEngine(await labEngineOptions('contract-test'))
  return provisioner
}

describe('DockerProvisioner', () => {
  describeProvisioner(create)

  test('instances are separated from the host', async () => {
    const provisioner = await create()
    expect(['vm', 'gvisor', 'userns']).toContain(isolationVerdict(await provisioner.probeIsolation()))
    expect((await provisioner.leftovers()).filter(({ sessionId }) => sessionId.startsWith('probe-'))).toEqual(
      [],
    )
  })

  test('a missing image is not mistaken for a missing instance', async () => {
    const options = await labEngineOptions('contract-test')
    const { provisioner } = await connectLabEngine({ ...options, instanceImage: 'drydock/instance:missing' })
    const sessionId = randomBase32(26) as SessionId
    const spec = {
      sessionId,
      name: instanceNameSchema.parse('node1'),
      hubMode: 'sandbox' as const,
      expiresAt: Date.now(),
      env: {},
    }
    const starting = provisioner.start(spec, {
      signal: AbortSignal.timeout(60_000),
      onBooting: () => undefined,
    })
    await expect(starting).rejects.toMatchObject({ code: 'INSTANCE_FAILED' })
    await provisioner.destroySession(sessionId)
  })

  test('an engine that does not answer is told as such', async () => {
    const { provisioner } = await connectLabEngine(await labEngineOptions('contract-test'))
    expect(await provisioner.status()).toMatchObject({ isUp: true, isHubUp: true })
    await expect(
      connectLabEngine({ ...(await labEngineOptions('x')), engineSocketPath: '/nonexistent.sock' }),
    ).rejects.toThrow()
  })
})
