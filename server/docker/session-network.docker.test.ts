import Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomBase32 } from '../lib/random.ts'
import type { SessionId } from '../protocol/ids.ts'
import { preparedLab } from '../testing/prepared-lab.ts'
import { ensureSessionNetwork, removeSessionNetwork, type NetworkRequest } from './session-network.ts'

let engine: Docker
let request: NetworkRequest
beforeAll(async () => {
  const { engineSocketPath, hubContainer } = await preparedLab()
  engine = new Docker({ socketPath: engineSocketPath })
  const sessionId = randomBase32(26) as SessionId
  request = {
    sessionId,
    expiresAt: Date.now() + 600_000,
    owner: 'network-test',
    hubContainer,
    hubMode: 'sandbox',
  }
})
afterAll(() => removeSessionNetwork(engine, `drydock-${request.sessionId}`))

async function attached(name: string): Promise<string[]> {
  const info = (await engine.getNetwork(name).inspect()) as {
    Internal: boolean
    Containers: Record<string, { Name: string }>
  }
  expect(info.Internal).toBe(true)
  return Object.values(info.Containers).map((container) => container.Name)
}

test('the Hub is in every session’s network, also when a crash came between making and joining it', async () => {
  const { name } = await ensureSessionNetwork(engine, request)
  expect(await attached(name)).toEqual([request.hubContainer])
  await ensureSessionNetwork(engine, request)
  await engine.getNetwork(name).disconnect({ Container: request.hubContainer, Force: true })
  await ensureSessionNetwork(engine, request)
  expect(await attached(name)).toEqual([request.hubContainer])
})

test('a missing Hub is told as such', async () => {
  await expect(
    ensureSessionNetwork(engine, { ...request, hubContainer: 'no-such-hub' }),
  ).rejects.toMatchObject({ code: 'INSTANCE_FAILED' })
})
