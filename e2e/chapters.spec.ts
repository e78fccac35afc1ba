import { expect, test } from './lab-test.ts'

test('chapters are reached from the first page, from the list, and one from the other', async ({ page }) => {
  // The address of the server leads to the first lab.
  await page.goto('/')
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
  await expect(heading('Welcome: how this lab works')).toBeVisible()

  const turner = page.getByRole('navigation', { name: 'Previous and next chapter' })
  await turner.getByRole('link', { name: /Next/ }).click()
  await expect(heading('Quick sanity check')).toBeVisible()
  await turner.getByRole('link', { name: /Previous/ }).click()
  await expect(heading('Welcome: how this lab works')).toBeVisible()

  const list = page.getByRole('navigation', { name: 'Chapters' })
  await list.getByRole('link', { name: /^Part 8:/ }).click()
  await expect(heading('Part 8: Running a private registry')).toBeVisible()
  await expect(list.locator('[aria-current=page]')).toHaveText(/^Part 8:/)
})

test('a chapter can be read and its commands copied without a session', async ({ lab, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await lab.open('private-registry')
  const step = page.getByRole('region', { name: 'Start a registry', exact: true })
  await step.getByRole('button', { name: 'Copy' }).first().click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('docker container run -d -p 5000:5000 --name registry registry:2')
})

test('a heading has an address that leads to it', async ({ page }) => {
  await page.goto('/labs/container-registries/private-registry#clean-up')
  await expect(page.getByRole('heading', { name: 'Clean up' })).toBeInViewport()
})

test('the panes scroll, never the page with its header', async ({ page }) => {
  await page.goto('/labs/container-registries/private-registry#clean-up')
  await expect(page.getByRole('heading', { name: 'Clean up' })).toBeInViewport()
  // Room for the mouse wheel to push the page out of its window.
  const hiddenPixels = () =>
    page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)
  expect(await hiddenPixels()).toBe(0)
  await expect(page.getByRole('banner')).toBeInViewport({ ratio: 1 })
})

test('what is not the participant’s never reaches the page', async ({ page }) => {
  const response = await page.goto('/labs/container-registries/private-registry')
  const html = await response!.text()
  expect(html).toContain('docker container run -d -p 5000:5000 --name registry registry:2')
  // A line of a check script, and one of a solution.
  expect(html).not.toContain('docker container port registry 5000/tcp')
  expect(html).not.toContain('--retry-all-errors')
})
