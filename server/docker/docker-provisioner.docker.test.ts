import { describe, expect, test } from 'vitest'
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
    expect(['vm', 'gvisor', 'userns']).toContain(await provisioner.probeIsolation())
    expect((await provisioner.leftovers()).filter(({ sessionId }) => sessionId.startsWith('probe-'))).toEqual(
      [],
    )
  })

  test('an engine that does not answer is told as such', async () => {
    const { provisioner } = await connectLabEngine(await labEngineOptions('contract-test'))
    expect(await provisioner.status()).toMatchObject({ isUp: true, isHubUp: true })
    await expect(
      connectLabEngine({ ...(await labEngineOptions('x')), engineSocketPath: '/nonexistent.sock' }),
    ).rejects.toThrow()
  })
})
