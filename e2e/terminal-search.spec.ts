import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'

test('Ctrl+Shift+F searches what the terminal holds, by keyboard', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run(
    'clear; for i in $(seq 1 300); do echo "row $i"; done; echo Needle; echo needle-$((40+2))',
  )
  await page.keyboard.press('Control+Shift+F')
  const search = terminal.region.getByRole('search', { name: 'Search terminal' })
  const count = search.getByRole('status')
  await expect(search.getByRole('textbox', { name: 'Search for' })).toBeFocused()
  await page.keyboard.type('row 29')
  // 29 and 290 to 299; the command itself does not contain it.
  await expect(count).toHaveText('11 of 11')
  await expectNoViolations(page)
  await page.keyboard.press('Enter')
  await expect(count).toHaveText('1 of 11')
  await page.keyboard.press('Shift+Enter')
  await expect(count).toHaveText('11 of 11')

  await search.getByRole('textbox').fill('Needle')
  await expect(count).toHaveText(/^\d of 2$/)
  await search.getByRole('button', { name: 'Match case' }).click()
  await expect(count).toHaveText('1 of 1')
  await search.getByRole('button', { name: 'Regular expression' }).click()
  await search.getByRole('textbox').fill('row 1\\d\\d$')
  await expect(count).toHaveText(/^\d+ of 100$/)
  await search.getByRole('textbox').fill('row [')
  await expect(count).toHaveText('Not a valid pattern')
  await search.getByRole('textbox').fill('nothing like this')
  await expect(count).toHaveText('No matches')

  await page.keyboard.press('Escape')
  await expect(search).toHaveCount(0)
  await expect(terminal.input).toBeFocused()
  await terminal.run('echo typed-$((1+1))')
  await terminal.expectText(/^typed-2$/m)
})
