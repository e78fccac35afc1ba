import Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomBase32 } from '../lib/random.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions, preparedLab } from '../testing/prepared-lab.ts'
import { HUB_CONTAINERS } from './hub-containers.ts'
import { connectLabEngine } from './lab-engine.ts'
import { ensureSessionNetwork, removeSessionNetwork, type NetworkRequest } from './session-network.ts'

let engine: Docker
let request: NetworkRequest
beforeAll(async () => {
  const { engineSocketPath } = await preparedLab()
  engine = new Docker({ socketPath: engineSocketPath })
  const sessionId = randomBase32(26) as SessionId
  request = {
    sessionId,
    expiresAt: Date.now() + 600_000,
    owner: 'network-test',
    hubContainer: HUB_CONTAINERS.sandbox,
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

test('a session’s network goes also while the Hub is brought back into every network that lacks it', async () => {
  const { provisioner, link } = await connectLabEngine(await labEngineOptions(request.owner))
  using _link = link
  let isOver = false
  const reconnecting = (async () => {
    while (!isOver) await provisioner.reconnectHub()
  })()
  try {
    for (let round = 0; round < 30; round++) {
      const sessionId = randomBase32(26) as SessionId
      const { name } = await ensureSessionNetwork(engine, { ...request, sessionId })
      await provisioner.destroySession(sessionId)
      await expect(engine.getNetwork(name).inspect()).rejects.toMatchObject({ statusCode: 404 })
    }
  } finally {
    isOver = true
    await reconnecting
  }
})

test('a missing Hub is told as such', async () => {
  await expect(
    ensureSessionNetwork(engine, { ...request, hubContainer: 'no-such-hub' }),
  ).rejects.toMatchObject({ code: 'INSTANCE_FAILED' })
})

const SCAN = `python3 - << 'EOF'
import socket, sys
found = []
for port in range(1, 65536):
    with socket.socket() as probe:
        probe.settimeout(2)
        if probe.connect_ex(('HUB', port)) == 0:
            found.append(port)
print(*found)
EOF`

test('in a sandbox the Hub is reachable on the two ports that it serves, and on no other', async () => {
  const options = await labEngineOptions('network-test')
  const { provisioner, access, link } = await connectLabEngine(options)
  using _link = link
  const sessionId = randomBase32(26) as SessionId
  const { hubAddress } = await ensureSessionNetwork(engine, { ...request, sessionId })
  try {
    const instance = await provisioner.start(
      {
        sessionId,
        name: instanceNameSchema.parse('node1'),
        hubMode: 'sandbox',
        expiresAt: request.expiresAt,
        env: {},
      },
      { signal: AbortSignal.timeout(100_000), onBooting: () => undefined },
    )
    const limits = { timeoutMs: 100_000, maxOutputBytes: 4096 }
    const result = await access.runScript(instance.id, SCAN.replace('HUB', hubAddress), limits)
    expect(result).toEqual({ status: 'exited', exitCode: 0, output: '80 443\n' })
  } finally {
    await provisioner.destroySession(sessionId)
  }
}, 240_000)
