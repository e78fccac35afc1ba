import type { Page } from '@playwright/test'
import { expect, test } from './lab-test.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

function copyFromElsewhere(page: Page, text: string): Promise<void> {
  return page.evaluate((value) => navigator.clipboard.writeText(value), text)
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

for (const keys of ['Control+Shift+V', 'Control+V']) {
  test(`${keys} pastes once, and runs nothing by itself`, async ({ lab, page }) => {
    await lab.open('private-registry')
    const terminal = await lab.addInstance('node1')
    await copyFromElsewhere(page, 'echo pasted-$((40+2))\necho second-$((1+1))')
    await terminal.input.focus()
    await page.keyboard.press(keys)
    await terminal.expectText(/echo pasted-\$\(\(40\+2\)\)/)
    expect(await terminal.text()).not.toContain('pasted-42')
    await page.keyboard.press('Enter')
    await terminal.expectText(/^pasted-42\nsecond-2$/m)
    expect((await terminal.text()).match(/^pasted-42$/gm)).toHaveLength(1)
  })
}

for (const keys of ['Control+Shift+C', 'Control+C']) {
  test(`${keys} copies what is selected and does not interrupt`, async ({ lab, page }) => {
    await lab.open('private-registry')
    const terminal = await lab.addInstance('node1')
    await terminal.type('echo copy-$((100+23))-me; sleep 600')
    await terminal.expectText(/^copy-123-me$/m)
    // xterm catches the pointer above its text, so Playwright must not wait for the text to be clickable.
    await terminal.region.getByText('copy-123-me', { exact: true }).dblclick({ force: true })
    await expect(terminal.selection).not.toHaveCount(0)
    await page.keyboard.press(keys)
    await expect.poll(() => clipboard(page)).toContain('123')
    await expect(terminal.selection).toHaveCount(0)
    expect(await terminal.text()).not.toContain('^C')

    // Nothing is selected any more: now Ctrl+C is for the command.
    await page.keyboard.press('Control+C')
    await terminal.expectText('^C')
    await terminal.expectPrompt()
  })
}

test('two instances are separate machines that find each other by name', async ({ lab, page }) => {
  await lab.open('private-registry')
  const node1 = await lab.addInstance('node1')
  const node2 = await lab.addInstance('node2')
  await expect(lab.instances).toHaveCount(2)
  await node2.run('ping -c 1 -W 5 node1 && hostname')
  await node2.expectText('1 received')
  await node2.expectText(/^node2$/m)

  await node1.tab.click()
  await node1.run('ping -c 1 -W 5 node2 && hostname')
  await node1.expectText('1 received')
  await node1.expectText(/^node1$/m)
  expect(await node1.text()).not.toContain('ping -c 1 -W 5 node1')

  await page.getByRole('button', { name: 'Delete node2' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete node2' }).click()
  await expect(lab.instances).toHaveCount(1)
  await expect(node2.region).toHaveCount(0)
})

test('the terminal follows the size of the window', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  const usual = await terminal.size()
  await page.setViewportSize({ width: 1100, height: 700 })
  await expect.poll(() => terminal.size()).not.toEqual(usual)
  await terminal.run('stty size')
  const size = await terminal.size()
  await terminal.expectText(`${size?.rows} ${size?.cols}`)
})

test('much output ends with its last line, and the page stays usable', async ({ lab }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('seq 1 100000; echo all-$((1+1))-done')
  await terminal.expectText(/^99999\n100000\nall-2-done$/m)
})
