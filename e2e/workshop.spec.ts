import { expect, join, planWorkshop, signInAsInstructor, test, TOLD_MS } from './class-test.ts'
import { expectNoViolations } from './expect-no-violations.ts'

/** A class on a machine that also runs four browsers. */
const CLASS_TIMEOUT_MS = 480_000

test('Create workshop once more, after an answer that was lost, makes no second one', async ({ page }) => {
  await signInAsInstructor(page)
  let isLost = false
  await page.route('**/api/teach/workshops', async (route) => {
    if (route.request().method() !== 'POST' || isLost) return route.fallback()
    isLost = true
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'New workshop' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Made once')
  const create = dialog.getByRole('button', { name: 'Create workshop' })
  await create.click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await create.click()
  await expect(dialog).toBeHidden()
  const made = (await (await page.request.get('/api/teach/workshops')).json()) as { title: string }[]
  expect(made.filter(({ title }) => title === 'Made once')).toHaveLength(1)
})

test('a class from the plan to the report', async ({ page, newPerson }) => {
  test.setTimeout(CLASS_TIMEOUT_MS)
  await signInAsInstructor(page)
  const cockpit = await planWorkshop(page, 'Registries for all', 3)
  const code = await cockpit.readJoinCode()
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)

  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(page.getByRole('img', { name: 'QR code of the address' })).toBeVisible()
  await page.keyboard.press('Escape')

  const anna = await join(await newPerson(), code.toLowerCase().replace('-', ' '), 'Anna')
  const ben = await join(await newPerson(), code, 'Ben')
  await expect(anna.workshop).toContainText('Registries for all')
  await expect(cockpit.row('Anna')).toBeVisible({ timeout: TOLD_MS })

  // Work: a verified step shows in the cockpit.
  await anna.page.goto('/labs/container-registries/sanity-check')
  const terminal = await anna.lab.addInstance('node1')
  await terminal.run('docker version')
  await anna.lab.step('Is Docker there?').expectDone()
  await expect(cockpit.cell('Anna', 'Anna: Is Docker there?, done')).toBeVisible({ timeout: TOLD_MS })

  // Stuck on purpose: the same failure again and again, told with the check's diagnosis.
  for (let attempt = 0; attempt < 5; attempt++) await terminal.run('docker image pull no-such-image')
  await expect(cockpit.attention).toContainText(
    /Anna.*The same failure \d times at “Can you reach it\?”\. The check says: There is no image/,
    {
      timeout: TOLD_MS,
    },
  )
  await terminal.run('true')

  // A hand, a hint to one.
  await ben.lab.addInstance('node1')
  const raiseHand = ben.page.getByRole('button', { name: 'Raise hand' })
  await raiseHand.click()
  await expect(ben.page.getByRole('button', { name: 'Lower hand' })).toBeVisible()
  await expect(cockpit.attention).toContainText('Ben', { timeout: TOLD_MS })
  const ofBen = await cockpit.openSeat('Ben')
  await ofBen.getByRole('button', { name: 'Send hint' }).click()
  await cockpit.fill({ Text: 'Look at the first line.' })
  await expect(ben.page.getByRole('article', { name: 'Hint from Instructor' })).toContainText('first line', {
    timeout: TOLD_MS,
  })
  await expect(anna.page.getByRole('article', { name: /^Hint/ })).toHaveCount(0)
  await ofBen.getByRole('button', { name: 'Lower hand' }).click()
  await expect(raiseHand).toBeVisible({ timeout: TOLD_MS })
  await cockpit.closeSeat()

  // A command runs only after a click.
  await cockpit.send('Command', { Text: 'Try this', 'Command to run': 'echo "$((6 * 7))" is it' })
  const offer = anna.page.getByRole('article', { name: 'Command from Instructor' })
  await expect(offer).toBeVisible({ timeout: TOLD_MS })
  expect(await terminal.text()).not.toContain('42 is it')
  await offer.getByRole('button', { name: 'Run', exact: true }).click()
  await terminal.expectText('42 is it')

  // A look, with consent, then typing, with consent; the participant ends it.
  const ofAnna = await cockpit.openSeat('Anna')
  await ofAnna.getByRole('button', { name: 'Ask to watch' }).click()
  const watched = page.getByRole('region', { name: 'Terminal of Anna', exact: true })
  await expect(anna.page.getByRole('button', { name: 'Allow' })).toBeVisible({ timeout: TOLD_MS })
  await expect(watched).toHaveCount(0)
  await anna.page.getByRole('button', { name: 'Allow' }).click()
  await expect(watched).toBeVisible({ timeout: TOLD_MS })
  const watchedText = () => page.evaluate(() => window.__drydock?.terminals.watched?.text() ?? '')
  await expect.poll(watchedText, { timeout: TOLD_MS }).toContain('42 is it')
  await ofAnna.getByRole('button', { name: 'Ask to drive' }).click()
  await anna.page.getByRole('button', { name: 'Allow' }).click()
  await expect(ofAnna.getByRole('button', { name: 'Ask to drive' })).toHaveCount(0)
  // It is another look: keys are heard when its terminal is there.
  await expect(watched.getByRole('textbox', { name: /input/ })).toBeAttached({ timeout: TOLD_MS })
  await expect.poll(watchedText, { timeout: TOLD_MS }).toContain('42 is it')
  await watched.getByRole('textbox').focus()
  await page.keyboard.type('echo "$((5 * 5))" typed by the instructor\n')
  await terminal.expectText('25 typed by the instructor')
  await anna.page.getByRole('button', { name: 'End watching' }).click()
  await expect(watched).toHaveCount(0, { timeout: TOLD_MS })
  await cockpit.closeSeat()

  // A question, answered and shared.
  await cockpit.send('Message', { Text: 'There is a question now.\n\nPlease answer it.' })
  await cockpit.send('Question', { Question: 'Ready to go on?', 'Option 1': 'Yes', 'Option 2': 'Not yet' })
  for (const person of [anna, ben]) {
    const answer = person.page.getByRole('button', { name: 'Answer', exact: true })
    // Above what was sent before, on a small laptop, too.
    await person.page.setViewportSize({ width: 1280, height: 600 })
    await expect(answer).toBeInViewport({ timeout: TOLD_MS })
    await person.page.getByRole('radio', { name: 'Yes' }).check()
    await answer.click()
  }
  const poll = page.getByRole('region', { name: 'Poll' })
  await expect(poll).toContainText('2', { timeout: TOLD_MS })

  // Both sides come back after a reload.
  await page.reload()
  await expect(cockpit.row('Anna')).toBeVisible({ timeout: TOLD_MS })
  await anna.page.reload()
  await expect(anna.workshop).toContainText('Registries for all')

  // Who comes late catches up to the class.
  await cockpit.expand('Quick sanity check')
  const chapter = cockpit.progress.getByRole('button', { name: /^Class is here: Can you reach it/ })
  await chapter.click()
  await expect(anna.workshop.getByRole('link', { name: /The class is at/ })).toBeVisible({ timeout: TOLD_MS })
  const carla = await join(await newPerson(), code, 'Carla')
  await carla.page.getByRole('button', { name: 'Catch up to the class' }).click({ timeout: TOLD_MS })
  await expect(cockpit.cell('Carla', 'Carla: Is Docker there?, done')).toBeVisible({ timeout: 120_000 })

  // The workshop is full: the next one waits, and gets in by herself.
  const dora = await join(await newPerson(), code, 'Dora')
  await expect(dora.workshop).toContainText(/waiting list/i)
  await expect(dora.workshop.getByRole('link', { name: /The class is at/ })).toBeVisible()
  await expect(dora.workshop.getByRole('button', { name: 'Catch up to the class' })).toHaveCount(0)
  await dora.workshop.getByRole('button', { name: 'Workshop menu' }).click()
  await expect(dora.page.getByText('You are Dora', { exact: true })).toBeVisible()
  await dora.page.keyboard.press('Escape')

  for (const shown of [page, anna.page]) await expectNoViolations(shown)
  await cockpit.send('Extend', { Minutes: '15' }, 'Extend')
  await page.getByRole('button', { name: 'End workshop' }).click()
  await page.getByRole('button', { name: 'End it for all' }).click()
  await expect(anna.page.getByText('The workshop is over.').first()).toBeVisible({ timeout: TOLD_MS })
  await expect(anna.workshop.getByRole('link', { name: /The class is at/ })).toHaveCount(0)

  // It was a mistake: it is open again, and then really over.
  await cockpit.send('Extend', { Minutes: '15' }, 'Extend')
  await expect(anna.workshop.getByRole('button', { name: 'Raise hand' })).toBeVisible({ timeout: TOLD_MS })
  await page.getByRole('button', { name: 'End workshop' }).click()
  await page.getByRole('button', { name: 'End it for all' }).click()
  await page.getByRole('link', { name: 'Report' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Report' })).toBeVisible()
  await expect(page.getByText('Registries for all').first()).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Anna' })).toBeVisible()
  await expectNoViolations(page)
})
