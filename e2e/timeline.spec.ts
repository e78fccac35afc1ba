import type { Page } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'

const timeline = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: 'What happened' })
  return {
    dialog,
    button: page.getByRole('button', { name: 'What happened', exact: true }),
    events: dialog.getByRole('list', { name: 'Events, the newest first' }).getByRole('listitem'),
  }
}

test('the timeline tells what happened, while it is open and after a reload', async ({ lab, page }) => {
  test.slow()
  const { dialog, button, events } = timeline(page)
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await button.click()
  await expect(events.filter({ hasText: 'The session started.' })).toHaveCount(1)
  await expect(events.filter({ hasText: 'You added node1.' })).toHaveCount(1)
  await expect(events.filter({ hasText: 'just now' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // What comes while it is open is added on top. The dialog keeps the keyboard, so the command waits for a file.
  await terminal.start('until [ -e go ]; do sleep 0.1; done; docker run --name one alpine sh -c "exit 3"')
  await button.click()
  await expect(events.first()).toBeVisible()
  const put = await page.request.put('/api/session/instances/node1/files?name=go', {
    headers: { 'content-type': 'application/octet-stream' },
    data: Buffer.from('now'),
  })
  expect(put.status()).toBe(200)
  const exited = events.filter({ hasText: 'Container one (alpine) on node1 ended with exit code 3.' })
  await expect(exited).toHaveCount(1, { timeout: 60_000 })
  await expect(events.first()).toContainText('exit code 3')
  await expect(dialog.getByRole('status')).toContainText('exit code 3')
  await expect(events.filter({ hasText: 'node1 pulled the image alpine:latest.' })).toHaveCount(1)

  await page.reload()
  await lab.terminal('node1').expectPrompt()
  await button.click()
  await expect(exited).toHaveCount(1)
})

test('the timeline opens, scrolls and closes by keyboard, and says what it is', async ({ lab, page }) => {
  const { dialog, button, events } = timeline(page)
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  // From then on the new terminal takes the keyboard from nobody.
  await expect(terminal.input).toBeFocused()
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(events.first()).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveClass(new RegExp(colorScheme))
    await expectNoViolations(page)
  }
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('group', { name: 'What happened' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()
})

test('a session that has ended says why, also after a reload, and its timeline can be read', async ({
  lab,
  page,
}) => {
  const { dialog, button, events } = timeline(page)
  await lab.open('private-registry')
  await lab.addInstance('node1')
  await lab.closeSessionButton.click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close session' }).click()
  for (const when of ['at once', 'after a reload']) {
    await test.step(when, async () => {
      await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible()
      await expect(page.getByText('You closed it.', { exact: true })).toBeVisible()
      await button.click()
      await expect(events.first()).toContainText('The session ended. You closed it.')
      await expect(dialog.getByText(/^The session ended at \d\d:\d\d\. You closed it\.$/)).toBeVisible()
      await expectNoViolations(page)
    })
    await page.reload()
  }
})
