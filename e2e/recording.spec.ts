import { readFile } from 'node:fs/promises'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import { Workbench } from './pages/workbench.ts'

test('a terminal is recorded, saved as asciicast v2, and played by keyboard', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo before-$((1+1))')
  await page.getByRole('button', { name: 'Record node1' }).click()
  const stop = page.getByRole('button', { name: 'Stop recording node1' })
  await expect(stop).toBeVisible()
  // It lasts a while: that it plays has to be seen before it ends.
  await terminal.run('echo ünïcode-$((40+2)) 😀; sleep 2')
  await terminal.run('(exit 7)')
  const [download] = await Promise.all([page.waitForEvent('download'), stop.click()])
  expect(download.suggestedFilename()).toMatch(/^node1-\d{4}-\d{2}-\d{2}-\d{4}\.cast$/)

  const cast = await readFile(await download.path(), 'utf8')
  const [header, ...events] = cast
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const size = await terminal.size()
  expect(header).toMatchObject({ version: 2, width: size?.cols, height: size?.rows, title: 'node1' })
  const printed = (events as [number, string, string][]).filter(([, code]) => code === 'o')
  // What was on the screen when it began is in it, and so is what came then.
  expect(printed[0]?.[2]).toContain('before-2')
  expect(printed.map(([, , text]) => text).join('')).toContain('ünïcode-42 😀')
  expect(events).toContainEqual([expect.any(Number), 'm', '(exit 7)'])

  await page.getByRole('button', { name: 'Play the recording of node1' }).click()
  const player = page.getByRole('dialog', { name: 'Recording' })
  const play = player.getByRole('button', { name: 'Play', exact: true })
  await expect(play).toBeFocused()
  await expectNoViolations(page)
  const speed = player.getByLabel('Speed')
  const position = player.getByRole('slider', { name: 'Position' })
  await speed.selectOption('0.5')
  await position.focus()
  await page.keyboard.press('Space')
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible()
  await speed.selectOption('4')
  await expect(play).toBeVisible()
  await expect(player.locator('.xterm-rows')).toContainText('ünïcode-42 😀')
  await position.focus()
  await page.keyboard.press('Home')
  await expect(player.locator('.xterm-rows')).not.toContainText('ünïcode-42')
  await expect(player.locator('.xterm-rows')).toContainText('before-2')
  await page.keyboard.press('Escape')
  await expect(player).toBeHidden()
})

test('a recording is opened from a file, and a broken one is told by its line', async ({ lab, page }) => {
  await lab.open('private-registry')
  await lab.addInstance('node1')
  await new Workbench(page, 'node1').useMenu('Play a recording…')
  const player = page.getByRole('dialog', { name: 'Recording' })
  const file = player.getByLabel('Open or drop a recording')
  await expect(file).toBeVisible()
  await expectNoViolations(page)

  const header = '{"version": 2, "width": 40, "height": 10}'
  const open = (lines: string[]) =>
    file.setInputFiles({ name: 'x.cast', mimeType: '', buffer: Buffer.from(lines.join('\n')) })
  await open([header, '[0, "o", "hello "]', '[0.5, "o", 1]'])
  await expect(player.getByRole('alert')).toContainText('Line 3: an event has a time, a code and a text.')
  await open(['{"version": 1, "width": 40, "height": 10, "stdout": []}'])
  await expect(player.getByRole('alert')).toContainText('this is version 1')

  await open([header, '[0, "o", "hello "]', '[60, "o", "world"]'])
  await expect(player.getByRole('alert')).toBeHidden()
  await expect(player.locator('.xterm-rows')).toContainText('hello')
  // A minute in which nothing happens takes two seconds.
  await expect(player.getByRole('slider')).toHaveAttribute('aria-valuetext', '00:00 of 00:02')
  await expect(player.getByRole('button', { name: 'Play', exact: true })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(player.locator('.xterm-rows')).toContainText('hello world')
})
