import type { Browser, Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { startOwnBroker, type OwnBroker } from './own-broker.ts'
import { LabPage } from './pages/lab-page.ts'

test.slow()

/** Somebody with a browser of their own. */
async function visit(browser: Browser, broker: OwnBroker): Promise<{ page: Page; lab: LabPage }> {
  const context = await browser.newContext({ baseURL: broker.url })
  const page = await context.newPage()
  const lab = new LabPage(page)
  await lab.open('private-registry')
  return { page, lab }
}

async function photograph(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme))
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`) })
  }
}

test('a full lab has a waiting room: a position, a place that survives a reload, and automatic entry', async ({
  browser,
}) => {
  await using broker = await startOwnBroker({ DRYDOCK_MAX_INSTANCES: '1', DRYDOCK_POOL_MAX: '0' })
  const [ann, bob, cid] = [
    await visit(browser, broker),
    await visit(browser, broker),
    await visit(browser, broker),
  ]
  await ann.lab.addInstance('node1')

  const roomOf = (page: Page) => page.getByRole('region', { name: 'Waiting room' })
  await bob.lab.addInstanceButton.click()
  await expect(roomOf(bob.page)).toContainText('You are next in line.')
  await expect(roomOf(bob.page)).toContainText('The lab is full. Your instance starts when somebody leaves.')
  await cid.lab.addInstanceButton.click()
  await expect(roomOf(cid.page)).toContainText('You are number 2 in line.')
  await photograph(cid.page, 'waiting-room')
  await expectNoViolations(cid.page)
  await bob.page.reload()
  await expect(roomOf(bob.page)).toContainText('You are next in line.')

  await ann.lab.closeSessionButton.click()
  await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Close session' }).click()
  await bob.lab.terminal('node1').expectPrompt()
  await expect(roomOf(cid.page)).toContainText('You are next in line.')

  await roomOf(cid.page).getByRole('button', { name: 'Leave the line' }).click()
  await expect(roomOf(cid.page)).toHaveCount(0)
  await expect(cid.lab.addInstanceButton).toBeVisible()
})

test('near its end a session warns, and can be extended', async ({ browser }) => {
  await using broker = await startOwnBroker({
    DRYDOCK_SESSION_TTL: '8m',
    DRYDOCK_SESSION_EXTENSION: '1h',
    DRYDOCK_SESSION_MAX: '68m',
  })
  const { page, lab } = await visit(browser, broker)
  await lab.addInstance('node1')
  await expect(page.getByText('Less than 10 minutes are left.')).toBeVisible()
  await photograph(page, 'time-warning')
  await expectNoViolations(page)
  const timer = page.getByRole('timer', { name: 'Time left' })
  await expect(timer).toHaveText(/^0?\d:\d\d$/)
  await page.getByRole('button', { name: 'Extend' }).click()
  await expect(timer).toHaveText(/^1:0\d:\d\d$/)
  await expect(page.getByText('Less than 10 minutes are left.')).toHaveCount(0)
})

test('an unused session is warned, can be kept, and leaves its last screens to read', async ({ browser }) => {
  await using broker = await startOwnBroker({ DRYDOCK_IDLE_TIMEOUT: '40s' })
  const { page, lab } = await visit(browser, broker)
  const terminal = await lab.addInstance('node1')
  await terminal.input.focus()
  await page.keyboard.type('echo last-$((40+2))-words')
  await page.keyboard.press('Enter')
  await terminal.expectText(/^last-42-words$/m)

  const warning = page.getByText('Nobody has used this session for a while.')
  await expect(warning).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'I am still here' }).click()
  await expect(warning).toHaveCount(0)
  expect((await page.request.get('/api/session')).status()).toBe(200)

  await expect(warning).toBeVisible({ timeout: 30_000 })
  await photograph(page, 'idle-warning')
  await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Nobody used it for a long time.')).toBeVisible()
  const screens = page.getByRole('region', { name: 'Last screens' })
  await expect(screens).toContainText('last-42-words')
  await photograph(page, 'last-screens')
  await expectNoViolations(page)
  await page.reload()
  await expect(screens).toContainText('last-42-words')
  await lab.addInstance('node1')
  await expect(screens).toHaveCount(0)
})
