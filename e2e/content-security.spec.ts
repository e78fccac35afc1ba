import type { Page } from '@playwright/test'
import { expect, test } from './lab-test.ts'
import { HubPage } from './pages/hub-page.ts'

/** What the page's policy has refused. */
interface Violation {
  directive: string
  blocked: string
}

declare global {
  interface Window {
    violations: Violation[]
    hasRun?: string
  }
}

async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.violations = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      window.violations.push({ directive: effectiveDirective, blocked: `${blockedURI} ${sample}` })
    })
  })
}

function violations(page: Page): Promise<Violation[]> {
  return page.evaluate(() => window.violations)
}

/** Ways in which text that became markup would run. */
async function inject(page: Page): Promise<void> {
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.hasRun = "script"'
    document.body.append(script)
    const markup = document.createElement('div')
    markup.innerHTML =
      '<img src="/nothing" onerror="window.hasRun = \'handler\'"><a href="javascript:window.hasRun=1">x</a>'
    document.body.append(markup)
    markup.querySelector('a')!.click()
    const foreign = document.createElement('script')
    foreign.src = 'https://evil.example/x.js'
    document.body.append(foreign)
  })
}

/** React has taken the page over: nothing that it needs was refused. */
async function expectHydrated(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() =>
        Object.keys(document.querySelector('body *, body')!).some((key) => key.startsWith('__react')),
      ),
    )
    .toBe(true)
}

const PAGES = [
  '/labs',
  '/labs/container-registries/private-registry',
  '/hub',
  '/hub/r/library/nginx',
  '/hub/no/such/thing/there',
  '/no-such-page',
  '/certificate/container-registries',
  '/teach',
  '/join',
  '/teach/accept',
  '/teach/enter',
  '/seat',
]

for (const path of PAGES) {
  test(`${path} needs nothing that its policy refuses, and what is injected does not run`, async ({
    page,
  }) => {
    await listen(page)
    const response = await page.goto(path)
    const policy = response!.headers()['content-security-policy']!
    expect(policy).not.toMatch(/script-src [^;]*'unsafe-(inline|eval)'/)
    await expectHydrated(page)
    // The theme's script has run before the first paint.
    await expect(page.locator('html')).toHaveClass(/light|dark/)
    expect(await violations(page)).toEqual([])
    await inject(page)
    await expect.poll(async () => (await violations(page)).length).toBeGreaterThanOrEqual(4)
    expect(await page.evaluate(() => window.hasRun)).toBeUndefined()
  })
}

test('terminals, editor, quiz, search and the Hub work under the policy', async ({ lab, page }) => {
  await listen(page)
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo "$((40+2))" > /root/note.txt; cat /root/note.txt')
  await terminal.expectText('42')
  await page.getByRole('button', { name: 'Open file…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open a file of node1' })
  await dialog.getByRole('textbox', { name: 'Path' }).fill('/root/note.txt')
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.locator('.cm-content')).toContainText('42')
  expect(await violations(page)).toEqual([])
  const hub = new HubPage(page)
  await hub.open()
  await expect(hub.repository('alpine')).toBeVisible()
  await hub.searchBox.fill('nginx')
  await expect(hub.repository('alpine')).toHaveCount(0)
  await hub.repository('nginx').click()
  await expect(page.getByRole('note')).toContainText('Lab stand-in')
  expect(await violations(page)).toEqual([])
})
