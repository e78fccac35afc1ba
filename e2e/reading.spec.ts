import { expect, test } from './lab-test.ts'

test('chapters are searched by keyboard, and Enter goes to the place', async ({ lab }) => {
  await lab.open('welcome')
  await lab.page.keyboard.press('Control+k')
  await expect(lab.page.getByRole('combobox')).toBeFocused()
  await lab.page.keyboard.type('subject alternative name')
  await expect(lab.page.getByRole('option').first()).toContainText(/certificate/i)
  await lab.page.keyboard.press('Enter')
  await expect(lab.page).toHaveURL(/\/labs\/container-registries\/(?!welcome)[a-z-]+(#.+)?$/)
  await expect(lab.page.getByRole('combobox')).toBeHidden()
})

test('Ctrl+K is the shell’s in a terminal, and the page’s after F6', async ({ lab, page }) => {
  await lab.open('welcome')
  const terminal = await lab.addInstance('node1')
  await terminal.input.focus()
  await page.keyboard.type('echo kept-$((6*7)) cut')
  for (let presses = 0; presses < ' cut'.length; presses++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Enter')
  await terminal.expectText(/^kept-42$/m)
  await expect(page.getByRole('combobox')).toBeHidden()
  await page.keyboard.press('F6')
  await expect(terminal.input).not.toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
})

test('a picture is told in words, and follows the theme of the page', async ({ lab }) => {
  await lab.page.emulateMedia({ colorScheme: 'light' })
  await lab.open('garbage-collection')
  const picture = lab.page.getByRole('img', { name: /^Mark: the manifest of web:2/ })
  await expect(picture).toBeVisible()
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true)
  const light = await picture.screenshot()
  await lab.page.evaluate(() => document.documentElement.classList.replace('light', 'dark'))
  await expect.poll(async () => (await picture.screenshot()).equals(light)).toBe(false)
})

test('a chapter prints as a document: no buttons, no terminal, hints open', async ({ lab }) => {
  await lab.open('authentication')
  await lab.page.emulateMedia({ media: 'print' })
  await expect(lab.page.getByRole('heading', { level: 1, name: /Part 11/ })).toBeVisible()
  await expect(lab.page.getByText('docker container exec auth-registry cat /auth/htpasswd')).toBeVisible()
  for (const name of ['Run', 'Show me', 'Add New Instance', 'Check answer']) {
    await expect(lab.page.getByRole('button', { name, exact: true }).first()).toBeHidden()
  }
})

test('a chapter tells when it was proven, and with what', async ({ lab }) => {
  await lab.open('private-registry')
  await expect(lab.page.getByText(/last proven on .* with Docker Engine \d+/)).toBeVisible()
})

test('the certificate lists what was verified, under the name that is typed', async ({ lab }) => {
  await lab.open('sanity-check')
  const terminal = await lab.addInstance('node1')
  await lab.step('Can you reach it?').runAll(terminal)
  await lab.step('Can you reach it?').expectDone()
  await lab.page.goto('/certificate/container-registries')
  await expect(lab.page.getByText(/^2 of \d+ steps verified/)).toBeVisible()
  await lab.page.getByRole('textbox', { name: /Your name/ }).fill('Ada Lovelace')
  await lab.page.emulateMedia({ media: 'print' })
  await expect(lab.page.getByText('Ada Lovelace')).toBeVisible()
  for (const format of ['A4', 'Letter']) {
    const pdf = await lab.page.pdf({ format })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  }
  await expect(lab.page.getByRole('button', { name: 'Print' })).toBeHidden()
})

test('all labs are listed, and the address of the server leads to the first', async ({ lab }) => {
  await lab.page.goto('/')
  await expect(lab.page).toHaveURL(/\/labs\/container-registries$/)
  await lab.page.getByRole('link', { name: 'All labs' }).click()
  await expect(lab.page.getByRole('link', { name: /Dockerfile in 15 minutes/ })).toBeVisible()
})
