import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'

const PAGES = [
  '/',
  '/labs/container-registries/sanity-check',
  '/labs/container-registries/understanding-registries',
  '/labs/container-registries/private-registry',
  '/teach',
  '/labs/no-such-lab',
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const path of PAGES) {
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectNoViolations(page)
      })
    }

    test('axe finds nothing beside a running instance, nor in the dialogue', async ({ lab, page }) => {
      await lab.open('private-registry')
      const terminal = await lab.addInstance('node1')
      await lab.step('Get something to store').runAll(terminal)
      await expectNoViolations(page)
      await lab.closeSessionButton.click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectNoViolations(page)
    })
  })
}
