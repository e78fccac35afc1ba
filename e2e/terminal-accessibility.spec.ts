import type { Page } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** As somebody who has chosen it in the terminal's settings before. */
async function chooseSettings(
  page: Page,
  settings: { isScreenReaderMode?: boolean; renderer?: 'dom' },
): Promise<void> {
  await page.addInitScript(
    (chosen) => localStorage.setItem('drydock-terminal-settings', JSON.stringify(chosen)),
    settings,
  )
}

test('exit codes are marked in the margin, in words too', async ({ lab }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('true')
  await terminal.run('(exit 3)')
  await expect(terminal.region.getByTitle('succeeded', { exact: true })).toBeVisible()
  await expect(terminal.region.getByTitle('failed with exit code 3')).toBeVisible()
})

test('keys lead from command to command, and copy what one has printed', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo first-$((10+1))')
  await terminal.run('seq 1 200')
  const said = terminal.region.getByRole('status')
  await terminal.input.focus()
  await page.keyboard.press('Control+Shift+ArrowUp')
  await expect(said.filter({ hasText: 'seq 1 200 succeeded.' })).toHaveCount(1)
  await page.keyboard.press('Control+Shift+ArrowUp')
  await expect(said.filter({ hasText: 'echo first-$((10+1)) succeeded.' })).toHaveCount(1)
  await page.keyboard.press('Control+Shift+O')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('first-11')
  await page.keyboard.press('Control+Shift+ArrowDown')
  await page.keyboard.press('Control+Shift+ArrowDown')
  await expect(said.filter({ hasText: 'At the prompt.' })).toHaveCount(1)
  // None of these keys has gone to the shell.
  await terminal.run('echo still-$((40+2))')
  await terminal.expectText(/^still-42$/m)
})

test('a screen reader hears how a command has ended, a question, and nothing twice', async ({
  lab,
  page,
}) => {
  await chooseSettings(page, { isScreenReaderMode: true })
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  const said = terminal.region.getByRole('status')
  await terminal.run('ls /no-such-place')
  await expect(said.filter({ hasText: 'ls /no-such-place failed with exit code 2.' })).toHaveCount(1)
  await terminal.run('seq 1 100')
  await expect(said.filter({ hasText: '100 lines of output, the last 5:' })).toHaveCount(1)
  await expectNoViolations(page)

  await terminal.type("read -p 'Is it you? ' answer")
  await expect(said.filter({ hasText: /^Is it you\?$/ })).toHaveCount(1)
  await terminal.run('yes')

  await page.reload()
  await terminal.expectText('Is it you? yes')
  await terminal.expectPrompt()
  await expect(said.filter({ hasText: /succeeded|failed|Is it you/ })).toHaveCount(0)
})

test('the terminal keeps Tab, says how to get out, and lets go with F6 in both directions', async ({
  lab,
  page,
}) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await expect(terminal.input).toHaveAttribute('aria-description', /F6 leaves the terminal/)
  await terminal.input.focus()
  await page.keyboard.press('Tab')
  await expect(terminal.input).toBeFocused()
  for (const keys of ['F6', 'Shift+F6']) {
    await terminal.input.focus()
    await page.keyboard.press(keys)
    await expect(terminal.input).not.toBeFocused()
  }
  await page.getByRole('button', { name: 'Keyboard help' }).click()
  await expect(page.getByRole('dialog', { name: 'Keyboard help' })).toContainText(
    'The way out of the terminal',
  )
})

for (const [reducedMotion, count] of [
  ['no-preference', 1],
  ['reduce', 0],
] as const) {
  test(`whether the cursor blinks follows the wish for motion: ${reducedMotion}`, async ({ lab, page }) => {
    await page.emulateMedia({ reducedMotion })
    await chooseSettings(page, { renderer: 'dom' })
    await lab.open('private-registry')
    const terminal = await lab.addInstance('node1')
    await terminal.input.focus()
    await expect(terminal.region.locator('.xterm-cursor-block').first()).toBeVisible()
    await expect(terminal.region.locator('.xterm-cursor-blink')).toHaveCount(count)
  })
}
