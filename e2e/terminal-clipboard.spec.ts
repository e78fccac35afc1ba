import type { Page } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './lab-test.ts'
import type { TerminalPane } from './pages/terminal-pane.ts'

declare global {
  interface Window {
    rings: { hasPicture: boolean }[]
  }
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

function copyFromElsewhere(page: Page, text: string): Promise<void> {
  return page.evaluate((value) => navigator.clipboard.writeText(value), text)
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

/** As somebody who has chosen it in the terminal's settings before. */
async function chooseSettings(page: Page, settings: object): Promise<void> {
  await page.addInitScript(
    (chosen) => localStorage.setItem('drydock-terminal-settings', JSON.stringify(chosen)),
    settings,
  )
}

/** A word on a line of its own, selected by a double click. */
async function select(terminal: TerminalPane, word: string): Promise<void> {
  await terminal.expectText(new RegExp(`^${word}$`, 'm'))
  // xterm catches the pointer above its text, so Playwright must not wait for the text to be clickable.
  await terminal.region.getByText(word, { exact: true }).dblclick({ force: true })
  await expect(terminal.selection).not.toHaveCount(0)
}

/** Keeps each sign of a bell, and whether it has a picture: it is gone before somebody has certainly looked. */
async function watchBell(page: Page): Promise<() => Promise<{ hasPicture: boolean }[]>> {
  await page.evaluate(() => {
    window.rings = []
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof HTMLElement && node.matches('[data-bell]'))
          window.rings.push({ hasPicture: node.querySelector('svg')!.checkVisibility() })
    }).observe(document.body, { childList: true, subtree: true })
  })
  return () => page.evaluate(() => window.rings)
}

async function openMenu(page: Page, terminal: TerminalPane) {
  await terminal.region.locator('.xterm-screen').click({ button: 'right', position: { x: 200, y: 100 } })
  const menu = page.getByRole('menu', { name: 'Terminal' })
  await expect(menu).toBeVisible()
  return menu
}

test('Ctrl+Insert copies and Shift+Insert pastes', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo insert$((1+1))keys')
  await select(terminal, 'insert2keys')
  await page.keyboard.press('Control+Insert')
  await expect.poll(() => clipboard(page)).toBe('insert2keys')
  await page.keyboard.type('echo ')
  await page.keyboard.press('Shift+Insert')
  await terminal.expectText(/\$ echo insert2keys$/)
  await page.keyboard.press('Enter')
  await terminal.expectText(/^insert2keys\n(.*\n)?.*echo insert2keys\ninsert2keys$/m)
})

test('the menu copies, pastes and clears, by mouse and by keyboard', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo menu$((3+3))')
  await select(terminal, 'menu6')
  await (await openMenu(page, terminal)).getByRole('menuitem', { name: 'Copy', exact: true }).click()
  await expect.poll(() => clipboard(page)).toBe('menu6')
  await terminal.run('seq 3')
  await (await openMenu(page, terminal)).getByRole('menuitem', { name: 'Copy output' }).click()
  await expect.poll(() => clipboard(page)).toBe('1\n2\n3')

  await copyFromElsewhere(page, 'echo pasted-by-$((1+1))-menu')
  await (await openMenu(page, terminal)).getByRole('menuitem', { name: 'Paste' }).click()
  await terminal.expectText(/echo pasted-by-\$\(\(1\+1\)\)-menu$/)
  await expect(terminal.input).toBeFocused()
  await page.keyboard.press('Enter')
  await terminal.expectText(/^pasted-by-2-menu$/m)

  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu', { name: 'Terminal' })
  await expect(menu.getByRole('menuitem', { name: 'Copy', exact: true })).toBeFocused()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expect(terminal.input).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: 'Copy', exact: true })).toBeFocused()
  await page.keyboard.press('End')
  await expect(menu.getByRole('menuitem', { name: 'Clear' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => terminal.text()).not.toContain('menu6')
  await expect(terminal.input).toBeFocused()
})

test('a clipboard that stays closed is explained', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await page.evaluate(() => {
    navigator.clipboard.readText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))
  })
  await (await openMenu(page, terminal)).getByRole('menuitem', { name: 'Paste' }).click()
  await expect(terminal.region.getByText(/Press Ctrl\+Shift\+V/)).toBeVisible()
  await expect(terminal.input).toBeFocused()
})

test('the middle button pastes what was last selected in a terminal', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await copyFromElsewhere(page, 'not-this')
  await terminal.run('echo middle$((2+2))')
  await select(terminal, 'middle4')
  await page.keyboard.type('echo again-')
  const screen = terminal.region.locator('.xterm-screen')
  await screen.click({ button: 'middle', position: { x: 300, y: 200 } })
  await terminal.expectText(/\$ echo again-middle4$/)
  await page.keyboard.press('Enter')
  await terminal.expectText(/^again-middle4$/m)
  expect(await clipboard(page)).toBe('not-this')
})

test('whoever has chosen so copies by selecting', async ({ lab, page }) => {
  await chooseSettings(page, { isSelectToCopy: true })
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo chosen$((4+4))')
  await select(terminal, 'chosen8')
  await expect.poll(() => clipboard(page)).toBe('chosen8')
})

test('several lines for a program without bracketed paste are asked about first', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.start('cat > /tmp/pasted')
  await copyFromElsewhere(page, 'line-one\nline-two\nline-three')
  const question = page.getByRole('alertdialog', { name: 'Paste 3 lines?' })

  await page.keyboard.press('Control+V')
  await expect(question).toContainText('line-two')
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(terminal.input).toBeFocused()
  expect(await terminal.text()).not.toContain('line-one')

  await page.keyboard.press('Control+Shift+V')
  await expect(question.getByRole('button', { name: 'Paste' })).toBeFocused()
  await page.keyboard.press('Enter')
  await terminal.expectText(/line-three$/)
  await expect(terminal.input).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+D')
  await terminal.expectPrompt()
  await terminal.run('wc -l < /tmp/pasted')
  await terminal.expectText(/^3$/m)
})

test('a paste cannot leave its brackets', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await copyFromElsewhere(page, 'echo harmless \x1b[201~\necho escaped-$((1+1))\n')
  await terminal.input.focus()
  await page.keyboard.press('Control+V')
  await terminal.expectText('echo escaped-$((1+1))')
  expect(await terminal.text()).not.toContain('escaped-2')
  await page.keyboard.press('Control+C')
})

test('a program gets text onto the clipboard only with consent', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await copyFromElsewhere(page, 'mine')
  const offer = terminal.region.getByRole('group', { name: 'Clipboard request' })
  const request = (text: string) => terminal.run(`printf '\\e]52;c;%s\\a' "$(printf ${text} | base64)"`)

  await request('first')
  await expect(offer).toContainText('A program wants to copy 5 characters to your clipboard.')
  await expectNoViolations(page)
  await offer.getByRole('button', { name: 'No' }).click()
  await expect(offer).toHaveCount(0)
  expect(await clipboard(page)).toBe('mine')

  await request('second')
  await expect(offer).toBeVisible()
  await terminal.input.focus()
  await page.keyboard.press('F6')
  await expect(offer.getByRole('button', { name: 'Allow once' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => clipboard(page)).toBe('second')
  await expect(terminal.input).toBeFocused()

  await request('third')
  await offer.getByRole('button', { name: 'Always in this session' }).click()
  await expect.poll(() => clipboard(page)).toBe('third')
  await request('fourth')
  await expect.poll(() => clipboard(page)).toBe('fourth')
  await expect(offer).toHaveCount(0)

  // Whoever asks what is on it hears nothing: an answer would be typed into the shell.
  await terminal.run(`printf '\\e]52;c;?\\a'; echo asked-$((1+1))`)
  await terminal.expectText(/^asked-2$/m)
  expect(await terminal.text()).not.toContain(Buffer.from('fourth').toString('base64'))
})

test('links show where they lead, and open with Ctrl only', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  const address = new URL('/labs/container-registries/private-registry', page.url()).href
  await terminal.run(`clear; printf '\\e]8;;${address}\\e\\\\inno%s\\e]8;;\\e\\\\\\n' cent`)
  await terminal.run(`printf '\\e]8;;javascript:alert(1)\\e\\\\dange%s\\e]8;;\\e\\\\\\n' rous`)
  const link = terminal.region.getByText('innocent', { exact: true })
  await link.hover({ force: true })
  await expect(page.getByRole('tooltip')).toContainText(address)

  const { length: pagesBefore } = page.context().pages()
  await link.click({ force: true })
  await terminal.region.getByText('dangerous').click({ force: true, modifiers: ['Control'] })
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  const opened = page.context().waitForEvent('page')
  await link.click({ force: true, modifiers: ['Control'] })
  const target = await opened
  // The page there adds which terminal is in view.
  await expect(target).toHaveURL(`${address}?terminal=node1.1`)
  expect(await target.evaluate(() => window.opener === null && document.referrer === '')).toBe(true)
  expect(page.context().pages()).toHaveLength(pagesBefore + 1)
})

test('a bell is a flash, and a sign for people who want no motion', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  const marker = terminal.region.locator('[data-bell]')
  const rings = await watchBell(page)
  await terminal.type(`printf '\\a'`)
  await expect.poll(rings).toEqual([{ hasPicture: false }])
  await expect(marker).toHaveCount(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await terminal.type(`printf '\\a'`)
  await expect.poll(rings).toEqual([{ hasPicture: false }, { hasPicture: true }])
  await expect(marker).toHaveCount(0)
})

test('letters grow and shrink with Ctrl, and the shell learns the new size', async ({ lab, page }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  const usual = await terminal.size()
  await terminal.input.focus()
  for (let press = 0; press < 4; press++) await page.keyboard.press('Control+=')
  // A terminal fits itself to its letters in the next frame, which is the last change of its size here.
  await page.evaluate(() => new Promise(requestAnimationFrame))
  await expect.poll(async () => (await terminal.size())!.cols).toBeLessThan(usual!.cols)
  const larger = await terminal.size()
  await terminal.run('stty size')
  await terminal.expectText(`${larger!.rows} ${larger!.cols}`)
  await page.keyboard.press('Control+0')
  await expect.poll(() => terminal.size()).toEqual(usual)
})

test('without a graphics card, page elements draw the text', async ({ lab }) => {
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo drawn$((1+1))')
  // Browsers under test draw in software.
  await expect(terminal.region.getByText('drawn2', { exact: true })).toBeAttached()
  await expect(terminal.region.locator('.xterm-screen canvas')).toHaveCount(0)
})

test('WebGL can be asked for, and a lost context falls back to page elements', async ({ lab, page }) => {
  await chooseSettings(page, { renderer: 'webgl' })
  await lab.open('private-registry')
  const terminal = await lab.addInstance('node1')
  await terminal.run('echo drawn$((1+1))')
  const canvases = terminal.region.locator('.xterm-screen canvas')
  await expect(canvases.first()).toBeAttached()
  await expect(terminal.region.getByText('drawn2', { exact: true })).toHaveCount(0)
  await canvases.evaluateAll((elements) => {
    for (const element of elements)
      if (element instanceof HTMLCanvasElement)
        element.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  })
  await expect(terminal.region.getByText('drawn2', { exact: true })).toBeAttached()
  await terminal.run('echo still$((2+2))')
  await expect(terminal.region.getByText('still4', { exact: true })).toBeAttached()
})
