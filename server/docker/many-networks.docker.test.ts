import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomBase32 } from '../lib/random.ts'
import type { SessionId } from '../protocol/ids.ts'
import { startThrowawayEngine, type ThrowawayEngine } from '../testing/throwaway-engine.ts'
import { ensureSessionNetwork, removeSessionNetwork, type SessionNetwork } from './session-network.ts'

const SESSIONS = 200
/** The last ones may take longer than the first: the Engine writes rules for each. Not many times as long. */
const MAX_SLOWDOWN = 4

/** One program that does nothing, in place of the Hub; its image needs no transfer. */
const START_HUB = `export DOCKER_HOST=unix:///run/drydock/engine.sock
tar --create --dereference --absolute-names /bin/sleep $(ldd /bin/sleep | grep -o '/[^ )]*') 2> /dev/null |
  docker import - hub > /dev/null
docker run --detach --name drydock-hub hub /bin/sleep infinity > /dev/null && echo started`

let lab: ThrowawayEngine
beforeAll(async () => {
  lab = await startThrowawayEngine()
  expect(await lab.run(START_HUB)).toBe('started')
})
afterAll(() => lab[Symbol.asyncDispose]())

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const startedMs = performance.now()
  const result = await work()
  return { result, ms: performance.now() - startedMs }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

test('200 sessions have a network each, with the Hub, and the last are made about as fast as the first', async ({
  annotate,
}) => {
  const { engine } = lab
  const request = { expiresAt: Date.now() + 3_600_000, owner: 'many', hubContainer: 'drydock-hub' }
  const networks: SessionNetwork[] = []
  const times: number[] = []
  for (let index = 0; index < SESSIONS; index++) {
    const sessionId = randomBase32(26) as SessionId
    const { result, ms } = await timed(() =>
      ensureSessionNetwork(engine, { ...request, sessionId, hubMode: 'sandbox' }),
    )
    networks.push(result)
    times.push(ms)
  }
  expect(new Set(networks.map(({ hubAddress }) => hubAddress)).size).toBe(SESSIONS)
  const [first, last] = [median(times.slice(0, 20)), median(times.slice(-20))]
  const lookUp = await timed(() => engine.listNetworks())
  const removals: number[] = []
  for (const { name } of networks) removals.push((await timed(() => removeSessionNetwork(engine, name))).ms)
  await annotate(
    `networks: median ${first.toFixed(0)} ms for the first 20, ${last.toFixed(0)} ms for the last 20; list ${lookUp.ms.toFixed(0)} ms; removal ${median(removals).toFixed(0)} ms`,
  )
  expect(last).toBeLessThan(first * MAX_SLOWDOWN)
  const left = (await engine.listNetworks()).filter(({ Name }) => Name.startsWith('drydock-'))
  expect(left).toEqual([])
}, 900_000)
