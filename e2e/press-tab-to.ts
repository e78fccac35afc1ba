import { expect, type Locator, type Page } from '@playwright/test'

/** More than a cockpit has: the keyboard went round. */
const MAX_STOPS = 80

/** Goes on with Tab as somebody without a mouse does, until that has the focus. */
export async function pressTabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < MAX_STOPS; stop++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab does not lead to ${String(target)}`)
}
