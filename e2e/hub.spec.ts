import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import { AccountCard } from './pages/account-card.ts'
import { HubPage } from './pages/hub-page.ts'

/** A push on a busy machine, until the page knows of it. */
const PUSH_TIMEOUT_MS = 60_000

test('a search finds nginx, and its page says how to pull it on both platforms', async ({ page }) => {
  const hub = new HubPage(page)
  await hub.open()
  await expect(hub.repository('alpine')).toBeVisible()
  await hub.searchBox.fill('nginx')
  await expect(page).toHaveURL(/\/hub\?q=nginx$/)
  await expect(hub.repository('alpine')).toHaveCount(0)
  const original = hub.catalogue.getByRole('link', { name: /^Original of nginx \(/ })
  await expect(original).toHaveAttribute('href', 'https://hub.docker.com/_/nginx')

  await hub.repository('nginx').click()
  await expect(page).toHaveURL(/\/hub\/r\/library\/nginx$/)
  await expect(page.getByRole('note')).toContainText('Lab stand-in')
  const tag = hub.tag('1.25-alpine')
  await expect(tag).toContainText('linux/amd64')
  await expect(tag).toContainText('linux/arm64')
  await expect(tag).toContainText('docker image pull nginx:1.25-alpine')

  await page.goBack()
  await expect(hub.searchBox).toHaveValue('nginx')
  await expect(hub.repository('nginx')).toBeVisible()
})

test('a result clicked while its search still settles is opened', async ({ page }) => {
  const hub = new HubPage(page)
  await page.clock.install()
  await hub.open()
  await expect(hub.repository('nginx')).toBeVisible()
  const released = Promise.withResolvers<void>()
  await page.route(/\/hub\/r\/library\/nginx/, async (route) => {
    await released.promise
    await route.continue()
  })
  await page.clock.pauseAt(Date.now() + 60_000)
  await hub.searchBox.fill('nginx')
  await hub.repository('nginx').click()
  await page.clock.runFor(1000)
  released.resolve()
  await page.clock.resume()
  await expect(page).toHaveURL(/\/hub\/r\/library\/nginx$/)
  await expect(hub.tags).toBeVisible()
})

test('a search without a match says what to do', async ({ page }) => {
  const hub = new HubPage(page)
  await hub.open('?q=no-such-image')
  await expect(hub.catalogue).toContainText('Try a shorter word')
})

test('an official image has the address that it has on hub.docker.com', async ({ page }) => {
  const hub = new HubPage(page)
  await hub.open('/_/nginx')
  await expect(page).toHaveURL(/\/hub\/r\/library\/nginx$/)
  await expect(hub.tags).toBeVisible()
})

test('a push appears by itself, in the list and among the tags', async ({ lab, page }) => {
  await lab.open('sanity-check')
  const terminal = await lab.addInstance('node1')
  const account = new AccountCard(page)
  const username = await account.copied(account.copyUsername)
  const password = await account.copied(account.copyPassword)
  await terminal.type(`docker login -u ${username}`)
  await terminal.expectText('Password:')
  await terminal.type(password)
  await terminal.expectText('Login Succeeded')
  await terminal.expectPrompt()

  const hub = new HubPage(await page.context().newPage())
  await hub.open()
  await expect(hub.ownPushes).toContainText('Nothing yet')
  let loads = 0
  hub.page.on('load', () => loads++)

  await page.bringToFront()
  await terminal.run(`docker image pull alpine:latest && docker image tag alpine:latest ${username}/app:1.0`)
  await terminal.run(`docker image push ${username}/app:1.0`)
  await expect(hub.repository(`${username}/app`)).toBeVisible({ timeout: PUSH_TIMEOUT_MS })
  expect(loads).toBe(0)

  await hub.open(`/r/${username}/app`)
  await expect(hub.tag('1.0')).toContainText(`docker image pull ${username}/app:1.0`)
  loads = 0
  await page.bringToFront()
  await terminal.run(
    `docker image tag alpine:latest ${username}/app:2.0 && docker image push ${username}/app:2.0`,
  )
  await expect(hub.tag('2.0')).toBeVisible({ timeout: PUSH_TIMEOUT_MS })
  expect(loads).toBe(0)
})

test('a repository is waited for on its own page, before it is pushed', async ({ lab, page }) => {
  await lab.open('sanity-check')
  await lab.addInstance('node1')
  const account = new AccountCard(page)
  const username = await account.copied(account.copyUsername)
  const hub = new HubPage(await page.context().newPage())
  await hub.open(`/r/${username}/later`)
  await expect(hub.page.getByText(`docker image push ${username}/later:1.0`)).toBeVisible()
})

test('the account is hidden until asked for, and names the other registries', async ({ lab, page }) => {
  await lab.open('sanity-check')
  const terminal = await lab.addInstance('node1')
  // From then on the new terminal takes the keyboard from nobody.
  await expect(terminal.input).toBeFocused()
  const account = new AccountCard(page)
  const username = await account.copied(account.copyUsername)
  const password = await account.copied(account.copyPassword)
  expect(password).not.toBe(username)
  await expect(account.region).toContainText(username)
  await expect(account.region).not.toContainText(password)

  await account.showPassword.click()
  await expect(account.region).toContainText(password)

  await account.otherRegistries.focus()
  await page.keyboard.press('Enter')
  const others = page.getByRole('dialog', { name: 'Other registries' })
  for (const name of [
    'ghcr.io',
    'registry.gitlab.com',
    'gcr.io',
    'dkr.ecr.us-east-1.amazonaws.com',
    'azurecr.io',
  ])
    await expect(others).toContainText(name)
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(others).toBeHidden()
  await expect(account.otherRegistries).toBeFocused()
})

test('an image is found and its pull command copied without a mouse', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const hub = new HubPage(page)
  await hub.open()
  await expect(hub.repository('alpine')).toBeVisible()
  await hub.tabTo(hub.searchBox)
  await page.keyboard.type('nginx')
  await expect(hub.repository('alpine')).toHaveCount(0)
  await hub.tabTo(hub.repository('nginx'))
  await page.keyboard.press('Enter')
  await expect(hub.tags).toBeVisible()
  await hub.tabTo(page.getByRole('button', { name: 'Copy pull command of 1.25-alpine' }))
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('docker image pull nginx:1.25-alpine')
})

test('an address that can be no repository is answered with 404 and a way on', async ({ page }) => {
  const response = await page.goto('/hub/r/Library/nginx')
  expect(response?.status()).toBe(404)
  await page.getByRole('main').getByRole('link', { name: 'Search the Hub' }).click()
  await expect(page).toHaveURL(/\/hub$/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the Hub’s pages', async ({ page }) => {
      const hub = new HubPage(page)
      await hub.open()
      await expect(hub.repository('nginx')).toBeVisible()
      await expectNoViolations(page)
      await hub.open('/r/library/nginx')
      await expect(hub.tags).toBeVisible()
      await expectNoViolations(page)
      await hub.open('/r/library/no-such-image')
      await expect(page.getByText('has no repository of this name')).toBeVisible()
      await expectNoViolations(page)
    })
  })
}

for (const width of [360, 768]) {
  test(`nothing has to be pushed aside on a screen of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 })
    const hub = new HubPage(page)
    await hub.open('/r/library/nginx')
    await expect(hub.tags).toBeVisible()
    const hiddenPixels = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await expect.poll(hiddenPixels).toBe(0)
  })
}
