import type { Page } from '@playwright/test'
import { expect, test } from './lab-test.ts'

/** A page that is wider than its screen has to be pushed around to be read. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const hiddenPixels = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect.poll(hiddenPixels).toBe(0)
}

for (const width of [360, 768]) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 740 } })

    for (const path of ['/labs', '/certificate/container-registries']) {
      test(`${path} needs no pushing around`, async ({ page }) => {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectNoSidewaysScroll(page)
      })
    }

    test('a block is run in the chapter, and its answer is seen in the terminal', async ({ lab, page }) => {
      const shown = page.getByLabel('What is shown')
      await lab.open('private-registry')
      await expectNoSidewaysScroll(page)

      await shown.getByRole('button', { name: 'Terminal' }).click()
      const terminal = await lab.addInstance('node1')
      await expectNoSidewaysScroll(page)

      await shown.getByRole('button', { name: 'Chapter' }).click()
      const step = lab.step('Get something to store')
      await step.runAll(terminal)
      await shown.getByRole('button', { name: 'Chapter' }).click()
      await step.expectDone()

      await shown.getByRole('button', { name: 'Terminal' }).click()
      await expect(terminal.region).toBeInViewport()
      await terminal.run('echo narrow-$((6*7))')
      await terminal.expectText(/^narrow-42$/m)
      await expectNoSidewaysScroll(page)
    })
  })
}
