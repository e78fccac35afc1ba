/**
 * How soon a chapter can be read, in Chromium slowed down to a quarter, against the targets. `npm run bench:page`;
 * needs what `npm test` sets up, or DRYDOCK_BENCH_URL: the address of a Drydock that runs.
 */
import { gzipSync } from 'node:zlib'
import { chromium, type Browser } from '@playwright/test'
import playwrightConfig from '../playwright.config.ts'
import { spawnBroker } from '../server/testing/spawn-broker.ts'
import { printTable } from './print-table.ts'
import { quantile } from './quantile.ts'

const ROUNDS = 10
const CPU_SLOWDOWN = 4
const CHAPTER = '/labs/container-registries/private-registry'
const TARGETS = { paintMs: 1_000, scriptBytes: 200 * 1024, layoutShift: 0.05 }

interface Load {
  paintMs: number
  /** Of all scripts that the page fetches by itself, before anybody asks for a terminal. */
  scriptBytes: number
  layoutShift: number
}

async function load(browser: Browser, url: string): Promise<Load> {
  // A context of its own: nothing is cached.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await page.addInitScript(() => {
      const measured = window as unknown as { layoutShift: number }
      measured.layoutShift = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          measured.layoutShift += (entry as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const scripts: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        scripts.push(response.body().then((body) => gzipSync(body, { level: 6 }).length))
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
    const [paintMs, layoutShift] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
      (window as unknown as { layoutShift: number }).layoutShift,
    ])
    const sizes = await Promise.all(scripts)
    return { paintMs: paintMs, layoutShift: layoutShift, scriptBytes: sizes.reduce((a, b) => a + b, 0) }
  } finally {
    await context.close()
  }
}

async function measure(url: string): Promise<Load[]> {
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions)
  try {
    // The first one warms up the server, not the browser.
    await load(browser, url)
    const loads: Load[] = []
    for (let round = 0; round < ROUNDS; round++) loads.push(await load(browser, url))
    return loads
  } finally {
    await browser.close()
  }
}

async function measureOwn(): Promise<Load[]> {
  await using broker = await spawnBroker()
  // Awaited here: the broker lives until it is done.
  return await measure(broker.url + CHAPTER)
}

const given = process.env.DRYDOCK_BENCH_URL
const loads = given === undefined ? await measureOwn() : await measure(given + CHAPTER)
const kibibytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`
const milliseconds = (time: number) => `${time.toFixed(0)} ms`
const shift = (value: number) => value.toFixed(3)

function row(
  name: string,
  values: number[],
  { target, format }: { target: number; format: (value: number) => string },
): string[] {
  const p95 = quantile(values, 0.95)
  return [
    name,
    format(quantile(values, 0.5)),
    format(p95),
    `< ${format(target)}`,
    p95 < target ? 'met' : 'MISSED',
  ]
}

printTable(
  ['', 'p50', 'p95', 'target', ''],
  [
    row(
      'first contentful paint',
      loads.map((one) => one.paintMs),
      { target: TARGETS.paintMs, format: milliseconds },
    ),
    row(
      'scripts before the terminal, gzip',
      loads.map((one) => one.scriptBytes),
      { target: TARGETS.scriptBytes, format: kibibytes },
    ),
    row(
      'cumulative layout shift',
      loads.map((one) => one.layoutShift),
      { target: TARGETS.layoutShift, format: shift },
    ),
  ],
)
console.log(`${ROUNDS} loads of ${CHAPTER}, nothing cached, CPU ${CPU_SLOWDOWN} × slower`)
