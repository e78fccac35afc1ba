import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import type { LabPage } from './pages/lab-page.ts'
import type { TerminalPane } from './pages/terminal-pane.ts'
import { Workbench } from './pages/workbench.ts'

async function openWorkbench(lab: LabPage): Promise<{ first: TerminalPane; workbench: Workbench }> {
  await lab.open('private-registry')
  const shown = lab.page.getByLabel('What is shown')
  if (await shown.isVisible()) await shown.getByRole('button', { name: 'Terminal' }).click()
  const first = await lab.addInstance('node1')
  return { first, workbench: new Workbench(lab.page, 'node1') }
}

test('terminals are separate shells; their tabs, splits, names and content outlive a reload', async ({
  lab,
  page,
}) => {
  const { first, workbench } = await openWorkbench(lab)
  await first.run('cd /tmp; echo one-$((1+1))')
  const second = await workbench.addTerminal(2)
  await expect(second.input).toBeFocused()
  await second.run('cd /etc; echo two-$((1+1))')
  const third = await workbench.splitRight(3)
  await expect(third.input).toBeFocused()
  await expect(second.region).toBeVisible()
  await expect(first.region).toBeHidden()
  const { cols: wholeWidth } = (await first.size())!
  await expect.poll(async () => (await third.size())!.cols).toBeLessThan(wholeWidth)

  await page.keyboard.type('pwd')
  await page.keyboard.press('Enter')
  await third.expectText(/^\/root$/m)
  await workbench.tab('Terminal 2, Terminal 3').dblclick()
  const dialog = page.getByRole('dialog', { name: 'Rename Terminal 3' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('logs')
  await page.keyboard.press('Enter')
  await expect(workbench.tabs).toHaveText(['Terminal 1', 'Terminal 2, logs'])

  await page.reload()
  await expect(workbench.tabs).toHaveText(['Terminal 1', 'Terminal 2, logs'])
  await expect(second.region).toBeVisible()
  await expect(third.region).toBeVisible()
  await second.expectText(/^two-2$/m)
  await second.expectPrompt()
  await second.run('pwd')
  await second.expectText(/^\/etc$/m)
  await workbench.tab('Terminal 1').click()
  await first.expectText(/^one-2$/m)
  await first.expectPrompt()
  await first.run('pwd')
  await first.expectText(/^\/tmp$/m)
})

test('the address selects a terminal, and follows what is in view', async ({ lab, page }) => {
  const { first, workbench } = await openWorkbench(lab)
  const second = await workbench.addTerminal(2)
  await expect(page).toHaveURL(/\?terminal=node1\.2$/)
  await workbench.tab('Terminal 1').click()
  await expect(page).toHaveURL(/\?terminal=node1\.1$/)
  const address = new URL(page.url())

  await page.goto(`${address.pathname}?terminal=node1.2#clean-up`)
  await expect(second.region).toBeVisible()
  await expect(first.region).toBeHidden()
  await expect(page).toHaveURL(/\?terminal=node1\.2#clean-up$/)
  await expect(page.getByRole('heading', { name: 'Clean up' })).toBeInViewport()

  // Another chapter is another address; what is in view stays.
  await page
    .getByRole('navigation', { name: 'Previous and next chapter' })
    .getByRole('link', { name: /Next/ })
    .click()
  await expect(page).toHaveURL(/\/[a-z-]+\?terminal=node1\.2$/)
  await expect(page).not.toHaveURL(/private-registry/)
  await expect(second.region).toBeVisible()

  await page.goto(`${address.pathname}?terminal=node1.7`)
  await expect(first.region).toBeVisible()
})

test('tabs move by keyboard, which is said, and by being dragged', async ({ lab, page }) => {
  const { workbench } = await openWorkbench(lab)
  await workbench.addTerminal(2)
  await workbench.addTerminal(3)
  await workbench.tab('Terminal 3').focus()
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await expect(workbench.tabs).toHaveText(['Terminal 1', 'Terminal 3', 'Terminal 2'])
  await expect(page.getByRole('status').filter({ hasText: 'Terminal 3 is now tab 2 of 3.' })).toHaveCount(1)
  await expect(workbench.tab('Terminal 3')).toBeFocused()
  await page.keyboard.press('Control+Shift+ArrowRight')
  await expect(workbench.tabs).toHaveText(['Terminal 1', 'Terminal 2', 'Terminal 3'])
  await workbench.tab('Terminal 1').dragTo(workbench.tab('Terminal 2'))
  await expect(workbench.tabs).toHaveText(['Terminal 2', 'Terminal 1', 'Terminal 3'])
  await page.reload()
  await expect(workbench.tabs).toHaveText(['Terminal 2', 'Terminal 1', 'Terminal 3'])
})

test('closing asks while a command runs, and never closes the first terminal', async ({ lab, page }) => {
  const { first, workbench } = await openWorkbench(lab)
  const second = await workbench.addTerminal(2)
  await second.start('sleep 100')
  const question = page.getByRole('alertdialog', { name: 'Close Terminal 2?' })

  await workbench.tab('Terminal 2').focus()
  await page.keyboard.press('Delete')
  await expect(question).toContainText('A command is still running')
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(workbench.tabs).toHaveCount(2)

  await expect(workbench.tab('Terminal 2')).toBeFocused()
  await page.keyboard.press('Delete')
  await question.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(workbench.tabs).toHaveText(['Terminal 1'])
  await expect(second.region).toHaveCount(0)
  await expect(first.region).toBeVisible()

  await workbench.menuButton.click()
  await expect(page.getByRole('menuitem', { name: 'Close terminal' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await workbench.addTerminal(2)
  // Nothing runs there, so nothing is asked.
  await workbench.tab('Terminal 2').click({ button: 'middle' })
  await expect(workbench.tabs).toHaveText(['Terminal 1'])
})

test('a second page shows who else is there, at the size of the one that drives, and takes over', async ({
  lab,
  page,
}) => {
  const { first } = await openWorkbench(lab)
  const wide = await first.size()
  const other = await page.context().newPage()
  await other.setViewportSize({ width: 1100, height: 700 })
  await other.goto(page.url())
  const there = new Workbench(other, 'node1').terminal(1)
  await there.expectPrompt()
  const banner = (on: TerminalPane) => on.region.getByText('Shown at the size of another tab.')

  // Who comes last drives.
  await expect(page.getByText('1 other is watching')).toBeAttached()
  await expect(other.getByText('1 other is watching')).toBeAttached()
  await expect(banner(first)).toBeVisible()
  await expect(banner(there)).toBeHidden()
  await expect
    .poll(async () => {
      const [here, elsewhere] = [await first.size(), await there.size()]
      return [here!.cols - elsewhere!.cols, here!.rows - elsewhere!.rows]
    })
    .toEqual([0, 0])
  await expectNoViolations(page)

  await first.region.getByRole('button', { name: 'Take over' }).click()
  await expect(banner(first)).toBeHidden()
  await expect(banner(there)).toBeVisible()
  await expect.poll(() => first.size()).toEqual(wide)
  await expect.poll(() => there.size()).toEqual(wide)
  await first.run('stty size')
  await first.expectText(`${wide!.rows} ${wide!.cols}`)
  await there.expectText(`${wide!.rows} ${wide!.cols}`)

  await there.run('echo typed-$((40+2))')
  await expect(banner(there)).toBeHidden()
  await first.expectText(/^typed-42$/m)
  await other.close()
  await expect(banner(first)).toBeHidden()
  await expect.poll(() => first.size()).toEqual(wide)
})

test('everything is done without a mouse', async ({ lab, page }) => {
  const { first, workbench } = await openWorkbench(lab)
  await first.input.focus()
  await page.keyboard.press('F6')
  await expect(workbench.tab('Terminal 1')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(workbench.newTerminalButton).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(workbench.splitRightButton).toBeFocused()
  await page.keyboard.press('Enter')
  const second = workbench.terminal(2)
  await second.expectPrompt()
  await expect(second.input).toBeFocused()

  // Along the panes as they lie, then to the tabs.
  await page.keyboard.press('Shift+F6')
  await expect(first.input).toBeFocused()
  await page.keyboard.press('F6')
  await expect(second.input).toBeFocused()
  await page.keyboard.press('F6')
  await expect(workbench.tab('Terminal 1, Terminal 2')).toBeFocused()

  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('second one')
  await page.keyboard.press('Enter')
  await expect(workbench.tab('Terminal 1, second one')).toBeFocused()

  const border = page.getByRole('separator', { name: 'Size of Terminal 1' })
  const before = await first.size()
  await border.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await first.size())!.cols).toBeLessThan(before!.cols)
  await expectNoViolations(page)

  await workbench.menuButton.focus()
  await page.keyboard.press('Enter')
  // A menu opened by keyboard goes to its first item, and must not do so after the test has gone to another.
  await expect(page.getByRole('menuitem', { name: 'New terminal' })).toBeFocused()
  await expectNoViolations(page)
  const ownTab = page.getByRole('menuitem', { name: 'Move to a tab of its own' })
  await ownTab.focus()
  await expect(ownTab).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(workbench.tabs).toHaveText(['Terminal 1', 'second one'])

  // Walking along the tabs does not throw anybody into a terminal.
  await workbench.tab('second one').focus()
  await expect(workbench.tab('second one')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(workbench.tab('Terminal 1')).toBeFocused()
  await expect(first.region).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(workbench.tab('second one')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(workbench.tabs).toHaveText(['Terminal 1'])
  await expect(workbench.tab('Terminal 1')).toBeFocused()
})

test('there are no more terminals than an instance holds', async ({ lab, page }) => {
  test.slow()
  const { workbench } = await openWorkbench(lab)
  for (let number = 2; number <= 8; number++) await workbench.addTerminal(number)
  await expect(workbench.newTerminalButton).toHaveAttribute('aria-disabled', 'true')
  await expect(workbench.newTerminalButton).toHaveAttribute('title', /8 terminals at the most/)
  await expect(workbench.tab('Terminal 8')).toBeInViewport()
  await expectNoViolations(page)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true, colorScheme: 'dark' })

  test('the menu has all tools, and one row of keys is for the terminal in use', async ({ lab, page }) => {
    const { first, workbench } = await openWorkbench(lab)
    await workbench.useMenu('Split down')
    const second = workbench.terminal(2)
    await second.expectPrompt()
    await expect(first.region).toBeVisible()
    await expect(second.input).toBeFocused()
    await second.start('cat -v')
    await page.getByRole('toolbar', { name: 'Terminal keys' }).getByRole('button', { name: 'Pipe' }).tap()
    await second.expectText(/^\|$/m)
    await expectNoViolations(page)
    await workbench.menuButton.click()
    await expect(page.getByRole('menuitem', { name: 'Download…' })).toBeVisible()
    await expectNoViolations(page)
  })
})
