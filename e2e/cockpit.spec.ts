import type { Locator } from '@playwright/test'
import { expect, join, planWorkshop, signInAsInstructor, test, TOLD_MS } from './class-test.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { NetworkCable } from './network-cable.ts'
import { LabPage } from './pages/lab-page.ts'
import { pressTabTo } from './press-tab-to.ts'

const CLASS_TIMEOUT_MS = 300_000

/** The picture has more than its ground: something was drawn. */
async function expectDrawn(tile: Locator): Promise<void> {
  const colours = () =>
    tile.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!
      copy.drawImage(canvas, 0, 0)
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
      return new Set(new Uint32Array(data.buffer)).size
    })
  await expect.poll(colours, { timeout: TOLD_MS }).toBeGreaterThan(2)
}

test('the cockpit is used by keyboard alone', async ({ page, newPerson }) => {
  test.setTimeout(CLASS_TIMEOUT_MS)
  await signInAsInstructor(page)
  const cockpit = await planWorkshop(page, 'Hands off the mouse', 5)
  const code = await cockpit.readJoinCode()
  const anna = await join(await newPerson(), code, 'Anna')
  await join(await newPerson(), code, 'Ben')
  await anna.lab.addInstance('node1')
  await anna.page.getByRole('button', { name: 'Raise hand' }).click()
  await expect(cockpit.attention).toContainText('Anna', { timeout: TOLD_MS })
  await expectDrawn(page.getByRole('region', { name: 'Wall' }).getByRole('button', { name: /Anna/ }))

  // From here on, only keys.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const press = async (target: Locator) => {
    await pressTabTo(page, target)
    await page.keyboard.press('Enter')
  }
  const message = page.getByRole('group', { name: 'Class' }).getByRole('button', { name: 'Message' })
  await press(message)
  await expect(page.getByRole('dialog').getByLabel('Text')).toBeFocused()
  await page.keyboard.type('Look at the first line.')
  await press(page.getByRole('dialog').getByRole('button', { name: 'Send' }))
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(message).toBeFocused()
  await expect(anna.page.getByRole('article', { name: 'Message from Instructor' })).toBeVisible({
    timeout: TOLD_MS,
  })

  // Tab leads to one row, arrows to the others.
  const row = (name: string) => cockpit.row(name).getByRole('button', { name, exact: true })
  await pressTabTo(page, row('Anna'))
  await page.keyboard.press('ArrowDown')
  await expect(row('Ben')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const ofAnna = page.getByRole('region', { name: 'Participant Anna' })
  await expect(ofAnna).toBeFocused()
  await press(ofAnna.getByRole('button', { name: 'Ask to watch' }))
  await anna.page.getByRole('button', { name: 'Allow' }).click({ timeout: TOLD_MS })
  const watched = page.getByRole('region', { name: 'Terminal of Anna', exact: true })
  await expect(watched).toBeVisible({ timeout: TOLD_MS })
  // It takes no keys: Tab leads out of it.
  await expect
    .poll(() => page.evaluate(() => window.__drydock?.terminals.watched?.text() ?? ''), { timeout: TOLD_MS })
    .toContain('node1')
  await expect(watched.getByRole('textbox')).not.toHaveAccessibleDescription(/go to the shell/)
  await watched.getByRole('textbox').focus()
  await pressTabTo(page, page.getByRole('button', { name: 'Close the panel' }))
  await page.keyboard.press('Escape')
  await expect(ofAnna).toBeHidden()
  await expect(row('Anna')).toBeFocused()

  await press(page.getByRole('button', { name: 'Lower the hand of Anna' }))
  await expect(cockpit.attention.getByRole('heading')).toBeFocused()
  await expect(anna.page.getByRole('button', { name: 'Raise hand' })).toBeVisible({ timeout: TOLD_MS })
  await press(page.getByRole('button', { name: 'End workshop' }))
  await press(page.getByRole('button', { name: 'End it for all' }))
  await expect(anna.page.getByText('The workshop is over.').first()).toBeVisible({ timeout: TOLD_MS })
})

test('a presented terminal is followed, read-only; both sides come back after their network', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(CLASS_TIMEOUT_MS)
  const instructorCable = await NetworkCable.of(page)
  await signInAsInstructor(page)
  const cockpit = await planWorkshop(page, 'Seen by all', 5)
  const code = await cockpit.readJoinCode()
  const annasPage = await newPerson()
  const annasCable = await NetworkCable.of(annasPage)
  const anna = await join(annasPage, code, 'Anna')
  // What a small laptop leaves of its screen.
  await anna.page.setViewportSize({ width: 1280, height: 600 })
  const annasTerminal = await anna.lab.addInstance('node1')
  for (const text of ['Read the first chapter.', 'Then raise your hand.']) {
    await cockpit.send('Message', { Text: `${text}\n\nTake your time.` })
  }

  await page.getByRole('link', { name: 'Presenter view' }).click()
  await expect(page.getByRole('img', { name: 'QR code of the address' })).toBeVisible()
  await page.getByRole('button', { name: 'Present my terminal' }).click()
  await expect(page.getByText('You have no instance in this browser.')).toBeVisible()
  // In a window beside this one, which is not hidden meanwhile.
  const beside = new LabPage(await page.context().newPage())
  await beside.open('sanity-check')
  await beside.addInstance('node1')
  await beside.page.close()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.getByRole('button', { name: 'Present it' }).click()
  const presented = page.getByRole('region', { name: 'Presented terminal', exact: true })
  await expect(presented).toBeVisible()
  await expectNoViolations(page)

  await anna.page.getByRole('button', { name: 'Follow Instructor’s terminal' }).click({ timeout: TOLD_MS })
  const followed = anna.page.getByRole('region', { name: 'Terminal of Instructor', exact: true })
  await expect(followed).toBeVisible()
  // Her own stays large enough to type in, below what is shown and what was sent.
  await expect(anna.page.getByRole('article', { name: /^Message/ })).toHaveCount(2)
  expect((await annasTerminal.region.boundingBox())!.height).toBeGreaterThan(90)
  const followedText = () =>
    anna.page.evaluate(() => window.__drydock?.terminals['Terminal of Instructor']?.text() ?? '')
  const show = async (sum: string, result: string) => {
    await presented.getByRole('textbox').focus()
    await page.keyboard.type(`echo "$((${sum}))" is shown\n`)
    await expect.poll(followedText, { timeout: TOLD_MS }).toContain(`${result} is shown`)
  }
  await show('6 * 7', '42')
  await followed.getByRole('textbox').focus()
  await anna.page.keyboard.type('from-anna')
  await show('5 * 5', '25')
  expect(await followedText()).not.toContain('from-anna')
  await expectNoViolations(anna.page)

  // The participant's network goes and comes back: what was shown meanwhile is there.
  await annasCable.pullOut()
  await expect(followed.getByText('The connection is lost.', { exact: false })).toBeVisible()
  await presented.getByRole('textbox').focus()
  await page.keyboard.type('echo "$((8 * 8))" was missed\n')
  annasCable.putBack()
  await expect.poll(followedText, { timeout: TOLD_MS }).toContain('64 was missed')

  await followed.getByRole('button', { name: 'Stop following' }).press('Enter')
  await expect(followed).toHaveCount(0)
  await expect(anna.workshop).toBeFocused()

  // The instructor's, too: the class goes on, and the cockpit has what happened.
  await page.getByRole('link', { name: 'Cockpit', exact: true }).click()
  await expect(cockpit.row('Anna')).toBeVisible()
  await instructorCable.pullOut()
  await expect(page.getByText('The connection is lost. The class goes on', { exact: false })).toBeVisible()
  await anna.page.getByRole('button', { name: 'Raise hand' }).click()
  instructorCable.putBack()
  await expect(cockpit.attention).toContainText('Anna', { timeout: TOLD_MS })
  await cockpit.send('Message', { Text: 'I am back.' })
  await expect(anna.page.getByText('I am back.').first()).toBeVisible({ timeout: TOLD_MS })
})
