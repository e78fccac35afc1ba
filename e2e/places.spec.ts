import { expect, join, planWorkshop, signInAsInstructor, test, TOLD_MS } from './class-test.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { AccountPage } from './pages/account-page.ts'
import { JoinPage } from './pages/join-page.ts'
import { LabPage } from './pages/lab-page.ts'

const CLASS_TIMEOUT_MS = 180_000

test('a personal link leads to the same place and session from any browser, and asks first', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(CLASS_TIMEOUT_MS)
  await signInAsInstructor(page)
  const cockpit = await planWorkshop(page, 'From any browser', 5)
  const code = await cockpit.readJoinCode()
  const laptop = await newPerson()
  const joining = new JoinPage(laptop)
  await joining.take(code, 'Anna')
  const link = await joining.personalLink.inputValue()
  await joining.openLab()
  const lab = new LabPage(laptop)
  const terminal = await lab.addInstance('node1')
  await terminal.run('touch made-on-the-laptop')

  // Another browser, which nobody has used.
  const tablet = await newPerson()
  await tablet.goto(link)
  await expect(tablet.getByRole('heading', { name: 'Anna in “From any browser”' })).toBeVisible()
  expect(new URL(tablet.url()).hash).toBe('')
  await expectNoViolations(tablet)
  await tablet.reload()
  await tablet.getByRole('button', { name: 'Continue as Anna' }).click()
  const here = new LabPage(tablet).terminal('node1')
  await expect(here.region).toBeVisible({ timeout: TOLD_MS })
  await here.expectText('made-on-the-laptop')
  await tablet.goBack()
  expect(new URL(tablet.url()).hash).toBe('')
  await tablet.goto('/seat')
  await expect(tablet.getByText(/the key of the personal link is missing/)).toBeVisible()

  // Whoever has a place of their own keeps it until they say otherwise.
  const ben = await join(await newPerson(), code, 'Ben')
  await ben.page.goto(link)
  await expect(ben.page.getByText(/This browser has a place as Ben/)).toBeVisible()
  await expectNoViolations(ben.page)
  await ben.page.goto('/join')
  await new JoinPage(ben.page).find(code)
  await expect(ben.page.getByText(/Ben/).first()).toBeVisible()
  await ben.page.goto(link)
  await ben.page.getByRole('button', { name: 'Change to Anna' }).click()
  await expect(ben.lab.terminal('node1').region).toBeVisible({ timeout: TOLD_MS })
})

test('made-up people are cleared away, all instances are reset, and a co-instructor comes and goes', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(CLASS_TIMEOUT_MS)
  await signInAsInstructor(page)
  const cockpit = await planWorkshop(page, 'Cleared', 2)
  const code = await cockpit.readJoinCode()
  for (const name of ['Bogus', 'Fake']) await join(await newPerson(), code, name)
  const anna = await join(await newPerson(), code, 'Anna')
  await expect(anna.page.getByText('You are number 1 on the waiting list').first()).toBeVisible()

  await cockpit.choose('New join code …')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new code' }).click()
  await expect.poll(() => cockpit.readJoinCode()).not.toBe(code)
  await cockpit.choose('Remove several people …')
  const removing = page.getByRole('dialog', { name: 'Remove several people' })
  await removing.getByRole('button', { name: 'Have not started' }).click()
  await removing.getByRole('checkbox', { name: /^Anna/ }).uncheck()
  await expectNoViolations(page)
  await removing.getByRole('button', { name: 'Remove 2 people' }).click()
  await expect(removing).toBeHidden()
  await expect(cockpit.row('Bogus')).toHaveCount(0, { timeout: TOLD_MS })
  await expect(anna.page.getByRole('button', { name: 'Add New Instance' }).first()).toBeVisible({
    timeout: TOLD_MS,
  })

  // Everybody gets fresh instances.
  const terminal = await anna.lab.addInstance('node1')
  await terminal.run('touch old-file')
  await cockpit.choose('Reset all instances …')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset all' }).click()
  await expect(terminal.region).toBeHidden({ timeout: TOLD_MS })
  await expect(terminal.region).toBeVisible({ timeout: 2 * TOLD_MS })
  await terminal.expectPrompt()
  await terminal.run('ls -A')
  expect(await terminal.text()).not.toContain('old-file')

  const colleague = `Cora ${Date.now().toString(36)}`
  await cockpit.choose('Co-instructors …')
  const teachers = page.getByRole('dialog', { name: 'Co-instructors' })
  await teachers.getByRole('button', { name: 'Invite a co-instructor' }).click()
  const invitation = page.getByRole('dialog', { name: 'Invite a co-instructor' })
  const link = (await invitation.getByLabel('Invitation link').textContent())!.trim()
  await invitation.getByRole('button', { name: 'Close' }).click()
  const cora = await newPerson()
  await cora.goto(link)
  await new AccountPage(cora).accept(colleague, 'a password of hers')
  await cora.getByRole('link', { name: 'Cockpit of Cleared' }).click()
  await expect(cora.getByRole('heading', { level: 1, name: 'Cleared' })).toBeVisible()

  await teachers.getByRole('button', { name: `Remove ${colleague}` }).click({ timeout: TOLD_MS })
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await expect(cora.getByRole('alert').filter({ hasText: 'those that are yours' })).toBeVisible({
    timeout: TOLD_MS,
  })
  await expect(teachers).toBeVisible()
  await expectNoViolations(page)
})
