import { expect, test } from './lab-test.ts'

test('closing the session asks first, then removes everything and offers a new start', async ({
  lab,
  page,
}) => {
  await lab.open('private-registry')
  await lab.addInstance('node1')

  await lab.closeSessionButton.click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(lab.instances).toHaveCount(1)

  await lab.closeSessionButton.click()
  await dialog.getByRole('button', { name: 'Close session' }).click()
  await expect(lab.terminal('node1').region).toHaveCount(0)
  await expect(lab.addInstanceButton).toBeVisible()
  await expect.poll(async () => (await page.request.get('/api/session')).status()).toBe(404)

  await lab.addInstance('node1')
})

test('the first instance can be started and used without a mouse', async ({ lab, page }) => {
  test.slow()
  await lab.open('private-registry')
  await expect(lab.addInstanceButton).toBeEnabled()
  // Past every link, block, hint and question of the chapter; F6 would be shorter.
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab')
    if (await lab.addInstanceButton.evaluate((button) => button === document.activeElement)) break
  }
  await expect(lab.addInstanceButton).toBeFocused()
  await page.keyboard.press('Enter')

  const terminal = lab.terminal('node1')
  await expect(terminal.region).toBeVisible({ timeout: 60_000 })
  await terminal.expectPrompt()
  await expect(terminal.input).toBeFocused()
  await page.keyboard.type('echo typed-$((6*7))')
  await page.keyboard.press('Enter')
  await terminal.expectText(/^typed-42$/m)

  await page.keyboard.press('F6')
  await expect(terminal.input).not.toBeFocused()
})

test('a second visitor has a session of their own', async ({ lab, browser }) => {
  await lab.open('private-registry')
  await lab.addInstance('node1')
  const context = await browser.newContext()
  const stranger = await context.newPage()
  await stranger.goto(lab.page.url())
  await expect(stranger.getByRole('button', { name: 'Add New Instance' })).toBeVisible()
  expect((await stranger.request.get('/api/session')).status()).toBe(404)
  await context.close()
})

for (const path of ['/labs/no-such-lab', '/labs/container-registries/no-such-chapter', '/no-such-page']) {
  test(`${path} is answered with 404 and a way back`, async ({ page }) => {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.getByRole('main').getByRole('link').first().click()
    await expect(page).not.toHaveURL(path)
  })
}
