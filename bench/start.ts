/**
 * How long from a click on Add New Instance to a prompt, next to its floor: `docker run` of the same image with the
 * same options until its Engine answers. `npm run bench:start`; needs what `npm test` sets up.
 */
import { chromium, type Page } from '@playwright/test'
import playwrightConfig from '../playwright.config.ts'
import { connectLabEngine } from '../server/docker/lab-engine.ts'
import { randomBase32 } from '../server/lib/random.ts'
import type { SessionId } from '../server/protocol/ids.ts'
import { instanceNameSchema } from '../server/protocol/ids.ts'
import { labEngineOptions } from '../server/testing/prepared-lab.ts'
import { spawnBroker } from '../server/testing/spawn-broker.ts'
import { prepared } from './load/participant.ts'
import { printTable } from './print-table.ts'
import { quantile } from './quantile.ts'

const ROUNDS = 10
const node1 = instanceNameSchema.parse('node1')

/** `docker run` to an answering inner Engine, without broker, browser or shell. */
async function measureFloor(): Promise<{ startMs: number[]; idleMiB: number[] }> {
  const { provisioner, access } = await connectLabEngine(await labEngineOptions('bench'))
  const startMs: number[] = []
  const idleMiB: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const sessionId = randomBase32(26) as SessionId
    const spec = {
      sessionId,
      name: node1,
      hubMode: 'sandbox' as const,
      expiresAt: Date.now() + 600_000,
      env: {},
    }
    const begin = performance.now()
    const instance = await provisioner.start(spec, {
      signal: AbortSignal.timeout(60_000),
      onBooting: () => undefined,
    })
    startMs.push(performance.now() - begin)
    idleMiB.push(await settledMemoryMiB(access, instance.id))
    await provisioner.destroySession(sessionId)
  }
  return { startMs, idleMiB }
}

/** The first figures of a fresh instance, which has done nothing yet. */
function settledMemoryMiB(
  access: Awaited<ReturnType<typeof connectLabEngine>>['access'],
  id: Parameters<typeof access.watch>[0],
): Promise<number> {
  return new Promise((resolve) => {
    const watch = access.watch(id, {
      isWatched: () => true,
      onEngine: () => undefined,
      onPorts: () => undefined,
      onActivity: () => undefined,
      onHappening: () => undefined,
      onKill: () => undefined,
      onUsage: ({ memoryBytes }) => {
        watch[Symbol.dispose]()
        resolve(memoryBytes / 1024 / 1024)
      },
    })
  })
}

async function clickToPrompt(page: Page, url: string): Promise<number> {
  await page.goto(url)
  const button = page.getByRole('button', { name: 'Add New Instance' }).first()
  await button.waitFor()
  const begin = performance.now()
  await button.click()
  // The terminal's text is a contract of the page (docs/adr/0002): screen and scrollback as the browser has them.
  await page.waitForFunction(
    () => {
      const { __drydock: drydock } = window as unknown as {
        __drydock?: { terminals: Record<string, { text(): string }> }
      }
      return drydock?.terminals.node1?.text().includes('[node1]')
    },
    undefined,
    { polling: 10, timeout: 60_000 },
  )
  return performance.now() - begin
}

/** `isPooled`: each click comes when a session is ready. */
async function measureClicks(settings: Record<string, string>, isPooled: boolean): Promise<number[]> {
  await using broker = await spawnBroker({ settings })
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions)
  try {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      if (isPooled) await prepared(broker, 1)
      const context = await browser.newContext()
      const page = await context.newPage()
      times.push(await clickToPrompt(page, broker.url))
      await page.request.delete(`${broker.url}/api/session`)
      await context.close()
    }
    return times
  } finally {
    await browser.close()
  }
}

const floor = await measureFloor()
const warm = await measureClicks({ DRYDOCK_POOL_MIN: '2', DRYDOCK_POOL_MAX: '4' }, true)
const cold = await measureClicks({ DRYDOCK_POOL_MAX: '0' }, false)
const floorP50 = quantile(floor.startMs, 0.5)
const row = (name: string, times: number[]) => [
  name,
  `${Math.round(quantile(times, 0.5))} ms`,
  `${Math.round(quantile(times, 0.95))} ms`,
  `${(quantile(times, 0.5) / floorP50).toFixed(2)} ×`,
]
printTable(
  ['', 'p50', 'p95', 'of the floor'],
  [
    row('docker run → inner Engine answers (floor)', floor.startMs),
    row('click → prompt in the browser, cold', cold),
    row('click → prompt in the browser, from the pool', warm),
  ],
)
console.log(
  `memory of an idle instance, p50: ${quantile(floor.idleMiB, 0.5).toFixed(0)} MiB (${ROUNDS} rounds)`,
)
