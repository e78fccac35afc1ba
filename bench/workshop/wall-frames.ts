import { chromium, type Browser, type Page } from '@playwright/test'
import playwrightConfig from '../../playwright.config.ts'
import type { WorkshopId } from '../../server/protocol/workshop.ts'
import type { TaughtBroker } from './bench-class.ts'

/** The pixels of a projector or a large screen. */
const VIEWPORT = { width: 2560, height: 1440 }
const CPU_SLOWDOWN = 4
/** The first pictures of all, which come in turns. */
const FILL_MS = 15_000

/** What `requestAnimationFrame` told of one view. */
export interface Frames {
  view: string
  /** Tiles in the viewport. */
  tiles: number
  /** Frames of each second. */
  perSecond: number[]
  /** Between two frames, the longest. */
  longestMs: number
}

/** An empty page as the floor, then the cockpit of a class at work, in Chromium slowed down to a quarter. */
export async function measureFrames(
  broker: TaughtBroker,
  { workshop, seconds }: { workshop: WorkshopId; seconds: number },
): Promise<Frames[]> {
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions)
  try {
    const page = await openSlowPage(browser, broker)
    const floor = { view: 'an empty page', tiles: 0, ...(await countFrames(page, seconds)) }
    await page.goto(`${broker.url}/teach/${workshop}`)
    const results = [floor]
    for (const view of ['Wall', 'Progress', 'Progress and wall']) {
      await page.getByRole('button', { name: view, exact: true }).click()
      await page.waitForTimeout(FILL_MS)
      results.push({ view, tiles: await tilesInView(page), ...(await countFrames(page, seconds)) })
    }
    return results
  } finally {
    await browser.close()
  }
}

async function openSlowPage(browser: Browser, { url, cookie }: TaughtBroker): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const [name, value] = cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  return page
}

function tilesInView(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll('section[aria-label="Wall"] canvas')].filter((canvas) => {
        const { top, bottom } = canvas.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      }).length,
  )
}

function countFrames(page: Page, seconds: number): Promise<Pick<Frames, 'perSecond' | 'longestMs'>> {
  return page.evaluate(
    (count) =>
      new Promise((resolve) => {
        const perSecond = new Array<number>(count).fill(0)
        let longestMs = 0
        let start: number | undefined
        let before = 0
        const onFrame = (now: number) => {
          start ??= now
          if (before > 0) longestMs = Math.max(longestMs, now - before)
          before = now
          const second = Math.floor((now - start) / 1000)
          if (second >= count) return resolve({ perSecond, longestMs })
          perSecond[second]!++
          requestAnimationFrame(onFrame)
        }
        requestAnimationFrame(onFrame)
      }),
    seconds,
  )
}
