import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'

const PAGES = [
  '/',
  '/labs/container-registries/sanity-check',
  '/labs/container-registries/understanding-registries',
  '/labs/container-registries/private-registry',
  '/labs',
  '/certificate/container-registries',
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

    test('axe finds nothing in help that is opened, in the quiz, nor in the search', async ({
      lab,
      page,
    }) => {
      await lab.open('tags-and-versions')
      const step = lab.step('Your turn: tag a release')
      await step.region.getByText('Hint 1 of 2').click()
      await step.region.getByRole('button', { name: /^Start over from/ }).click()
      const quiz = page.getByRole('region', { name: 'Do you know why?' })
      await quiz.getByRole('radio').first().check()
      await quiz.getByRole('button', { name: 'Check answer' }).first().click()
      await expectNoViolations(page)
      await step.region.getByRole('button', { name: 'Reset this step' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Search the chapters' }).click()
      await page.keyboard.type('digest')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectNoViolations(page)
    })

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
