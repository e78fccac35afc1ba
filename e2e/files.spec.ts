import type { Page } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import { Workbench } from './pages/workbench.ts'

/** Drops a file on the terminal of node1, as a file manager does. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const region = page.getByRole('region', { name: 'Terminal node1', exact: true })
  const dataTransfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], fileName))
      return transfer
    },
    [name, content] as const,
  )
  for (const type of ['dragenter', 'dragover', 'drop']) await region.dispatchEvent(type, { dataTransfer })
}

async function openFile(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Open file…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open a file of node1' })
  await dialog.getByRole('textbox', { name: 'Path' }).fill(path)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
}

test('a dropped file lands in the shell’s folder, asks before it replaces, and comes back', async ({
  lab,
  page,
}) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('mkdir -p /srv/here && cd /srv/here')
  await drop(page, 'notes.txt', 'first')
  const uploads = page.getByRole('region', { name: 'Uploads to node1' })
  await expect(uploads).toContainText('/srv/here/notes.txt')
  await terminal.run('cat notes.txt; echo " $((40+2))"')
  await terminal.expectText('first 42')

  await drop(page, 'notes.txt', 'second')
  await uploads.getByRole('button', { name: 'Replace notes.txt' }).click()
  await expect(uploads.getByText('/srv/here/notes.txt')).toHaveCount(2)
  await expectNoViolations(page)

  await page.getByRole('button', { name: 'Download…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Download from node1' })
  await dialog.getByRole('textbox', { name: 'Path' }).fill('missing.txt')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('There is no such file.')
  await dialog.getByRole('textbox', { name: 'Path' }).fill('notes.txt')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toBe('notes.txt')
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toBe('second')
})

test('the editor saves, follows the shell, and loses no edits', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  const workbench = new Workbench(page, 'node1')
  // From then on the new terminal takes the keyboard from nobody.
  await expect(terminal.input).toBeFocused()
  await openFile(page, 'Dockerfile')
  const editor = page.getByRole('region', { name: 'Editor /root/Dockerfile' })
  const text = editor.getByRole('textbox')
  await expect(text).toBeFocused()
  await page.keyboard.type('FROM alpine')
  await expect(editor.getByRole('status')).toHaveText('● Not saved')
  await page.keyboard.press('Control+S')
  await expect(editor.getByRole('status')).toHaveText('Saved')
  await expectNoViolations(page)

  // Somebody else: a script in the instance, so that the editor stays in view.
  await page.keyboard.press('Control+End')
  await workbench.tab('Terminal 1').click()
  await terminal.run('cat Dockerfile; echo " $((40+2))"; (sleep 3; echo FROM debian > Dockerfile) &')
  await terminal.expectText('FROM alpine 42')
  await workbench.tab('/root/Dockerfile').click()
  await expect(text).toContainText('FROM debian')

  await text.click()
  await expect(text).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('RUN true')
  await expect(workbench.tab('/root/Dockerfile, not saved')).toBeVisible()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(text).toContainText('RUN true')
  await expect(editor.getByRole('status')).toHaveText('● Not saved')
})
