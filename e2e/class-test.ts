import type { Browser, Page } from '@playwright/test'
import { expect, test as base } from './lab-test.ts'
import { CockpitPage } from './pages/cockpit-page.ts'
import { JoinPage } from './pages/join-page.ts'
import { LabPage } from './pages/lab-page.ts'

/** Of what travels from one browser to another, while instances start beside. */
export const TOLD_MS = 30_000

export interface Participant {
  page: Page
  lab: LabPage
  workshop: ReturnType<Page['getByRole']>
}

/** A browser of its own for each person. */
export const test = base.extend<{ newPerson: () => Promise<Page> }>({
  newPerson: async ({ browser }: { browser: Browser }, provide) => {
    const pages: Page[] = []
    await provide(async () => {
      const context = await browser.newContext()
      pages.push(await context.newPage())
      return pages.at(-1)!
    })
    for (const page of pages) {
      await page.request.delete('/api/session')
      await page.context().close()
    }
  },
})

export { expect }

/** By the link that is printed at the start. */
export async function signInAsInstructor(page: Page): Promise<void> {
  await page.goto(process.env.DRYDOCK_E2E_INSTRUCTOR!)
  await expect(page.getByRole('button', { name: 'New workshop' })).toBeVisible()
}

/** Plans a workshop that has begun, and opens its cockpit. */
export async function planWorkshop(page: Page, title: string, seats: number): Promise<CockpitPage> {
  await page.getByRole('button', { name: 'New workshop' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
  await dialog.getByRole('spinbutton', { name: 'Seats' }).fill(String(seats))
  await dialog.getByLabel('Starts').fill(localTime(Date.now() - 60_000))
  await dialog.getByLabel('Ends').fill(localTime(Date.now() + 3 * 3_600_000))
  await dialog.getByRole('button', { name: 'Create workshop' }).click()
  await page.getByRole('link', { name: `Cockpit of ${title}` }).click()
  const cockpit = new CockpitPage(page)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return cockpit
}

/** As `datetime-local` wants it. */
function localTime(epochMs: number): string {
  const date = new Date(epochMs - new Date(epochMs).getTimezoneOffset() * 60_000)
  return date.toISOString().slice(0, 16)
}

/** To the lab, in a seat. */
export async function join(page: Page, code: string, name: string): Promise<Participant> {
  await new JoinPage(page).join(code, name)
  return { page, lab: new LabPage(page), workshop: page.getByRole('region', { name: 'Workshop' }) }
}
