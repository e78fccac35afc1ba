import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import { expectSessionKnown } from './pages/lab-page.ts'

const PAGES = [
  '/',
  '/labs/container-registries/sanity-check',
  '/labs/container-registries/understanding-registries',
  '/labs/container-registries/private-registry',
  '/labs',
  '/certificate/container-registries',
  '/teach',
  '/join',
  '/teach/accept',
  '/teach/enter',
  '/seat',
  '/labs/no-such-lab',
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const path of PAGES) {
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectSessionKnown(page)
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
      await expect(step.region.getByRole('button', { name: 'Catch up to here' })).toBeVisible()
      const quiz = page.getByRole('region', { name: 'Do you know why?' })
      await quiz.getByRole('radio').first().check()
      await quiz.getByRole('button', { name: 'Check answer' }).first().click()
      await expect(quiz.getByText(/^(Right|Not quite)\./).first()).toBeVisible()
      await expectNoViolations(page)
      await step.region.getByRole('button', { name: 'Reset this step' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('alertdialog')).toBeHidden()
      await page.getByRole('button', { name: 'Search the chapters' }).click()
      await expect(page.getByRole('combobox', { name: 'Search the chapters' })).toBeFocused()
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
