import type { Locator } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import type { LabPage } from './pages/lab-page.ts'
import type { TerminalPane } from './pages/terminal-pane.ts'

/** A finger needs that much (WCAG 2.2 asks for 24). */
const LEAST_KEY_PX = 40

async function openTerminal(lab: LabPage): Promise<{ terminal: TerminalPane; bar: Locator }> {
  await lab.open('private-registry')
  const shown = lab.page.getByLabel('What is shown')
  if (await shown.isVisible()) await shown.getByRole('button', { name: 'Terminal' }).click()
  const terminal = await lab.addInstance('node1')
  return { terminal, bar: lab.page.getByRole('toolbar', { name: 'Terminal keys' }) }
}

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 390, height: 740 },
    hasTouch: true,
    isMobile: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  })

  test('the keys reach the program, and the focus stays in the terminal', async ({ lab }) => {
    const { terminal, bar } = await openTerminal(lab)
    await terminal.start('cat -v')
    await terminal.input.focus()
    for (const name of ['Pipe', 'Slash', 'Hyphen', 'Tilde', 'Esc', 'Arrow up', 'Arrow left']) {
      await bar.getByRole('button', { name, exact: true }).tap()
      await expect(terminal.input).toBeFocused()
    }
    await terminal.expectText('|/-~^[^[[A^[[D')
    await bar.getByRole('button', { name: 'Ctrl+C' }).tap()
    await terminal.expectPrompt()
  })

  test('Tab completes, and arrows follow what the program has asked for', async ({ lab, page }) => {
    const { terminal, bar } = await openTerminal(lab)
    await terminal.input.focus()
    await page.keyboard.type('cat /etc/hostn')
    await bar.getByRole('button', { name: 'Tab' }).tap()
    await terminal.expectText('cat /etc/hostname')
    await page.keyboard.press('Enter')
    await terminal.expectPrompt()
    await terminal.start(String.raw`printf '\033[?1h'; echo asked-$((1+1)); cat -v`)
    await terminal.expectText(/^asked-2$/m)
    await bar.getByRole('button', { name: 'Arrow down' }).tap()
    await terminal.expectText('^[OB')
    await bar.getByRole('button', { name: 'Ctrl+C' }).tap()
  })

  test('Ctrl and Alt hold for the next key, typed or tapped', async ({ lab, page }) => {
    const { terminal, bar } = await openTerminal(lab)
    const ctrl = bar.getByRole('button', { name: 'Ctrl', exact: true })
    const alt = bar.getByRole('button', { name: 'Alt' })
    await terminal.start('cat -v')
    await alt.tap()
    await expect(alt).toHaveAttribute('aria-pressed', 'true')
    await expect(terminal.input).toBeFocused()
    await page.keyboard.type('f')
    await expect(alt).toHaveAttribute('aria-pressed', 'false')
    await ctrl.tap()
    await expect(ctrl).toHaveAttribute('aria-pressed', 'true')
    await bar.getByRole('button', { name: 'Arrow right' }).tap()
    await terminal.expectText('^[f^[[1;5C')
    await ctrl.tap()
    await expect(ctrl).toHaveAttribute('aria-pressed', 'true')
    await expect(terminal.input).toBeFocused()
    await page.keyboard.type('c')
    await expect(ctrl).toHaveAttribute('aria-pressed', 'false')
    await terminal.expectPrompt()
  })

  test('an arrow that is held repeats until it is let go', async ({ lab, page }) => {
    const { terminal, bar } = await openTerminal(lab)
    await terminal.start('cat -v')
    const arrow = await bar.getByRole('button', { name: 'Arrow up' }).boundingBox()
    const touch = await page.context().newCDPSession(page)
    const touchPoints = [{ x: arrow!.x + 10, y: arrow!.y + 10 }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await terminal.expectText('^[[A'.repeat(5))
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await bar.getByRole('button', { name: 'Ctrl+C' }).tap()
    await terminal.expectPrompt()
  })

  test('Paste puts in what is on the clipboard', async ({ lab, page }) => {
    const { terminal, bar } = await openTerminal(lab)
    await page.evaluate(() => navigator.clipboard.writeText('echo pasted-$((40+2))'))
    await bar.getByRole('button', { name: 'Paste' }).tap()
    await terminal.expectText('echo pasted-$((40+2))')
    expect(await terminal.text()).not.toContain('pasted-42')
  })

  test('every key is a finger wide, none is cut off, and axe finds nothing', async ({ lab, page }) => {
    const { bar } = await openTerminal(lab)
    await expect(bar).toBeVisible()
    for (const key of await bar.getByRole('button').all()) {
      const box = (await key.boundingBox())!
      expect(box.width).toBeGreaterThanOrEqual(LEAST_KEY_PX)
      expect(box.height).toBeGreaterThanOrEqual(LEAST_KEY_PX)
      expect(box.x + box.width).toBeLessThanOrEqual(390)
    }
    await expectNoViolations(page)
  })
})

test('who has a mouse and a keyboard sees no such bar', async ({ lab }) => {
  const { bar } = await openTerminal(lab)
  await expect(bar).toBeHidden()
})
