import { expect, test as base, type Browser, type Page } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { AccountPage } from './pages/account-page.ts'

const PASSWORD = 'a password of hers'
const FIRST_PASSKEY = 'My passkey'

/** Somebody with a browser of their own, and a device that keeps passkeys and always agrees. */
const test = base.extend<{ invited: Page }>({
  invited: async ({ browser }: { browser: Browser }, provide) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await provide(page)
    await context.close()
  },
})

test('an invited instructor comes in with a passkey, and exchanges it for a password', async ({
  page,
  invited,
}) => {
  // Names are unique, and the broker may have been used before.
  const name = `Ada ${Date.now().toString(36)}`
  const host = new AccountPage(page)
  await page.goto(process.env.DRYDOCK_E2E_INSTRUCTOR!)
  await expect(page.getByRole('button', { name: 'New workshop' })).toBeVisible()
  const invitations = await host.openInvitations()
  const wrong = await host.invite()
  await expectNoViolations(page)
  await invitations
    .getByRole('button', { name: /^Take back the invitation from / })
    .last()
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  const link = await host.invite()

  const account = new AccountPage(invited)
  await invited.goto(wrong)
  await invited.getByLabel('Name', { exact: true }).fill(name)
  await invited.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await invited.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(invited.getByText(/This invitation has been used/)).toBeVisible()
  await invited.goto(link)
  await expect(invited).toHaveURL(/\/teach\/accept$/)
  // In the middle of the form.
  await invited.reload()
  await invited.getByLabel('Name', { exact: true }).fill(name)
  await invited.getByRole('radio', { name: 'A passkey' }).check()
  await expect(invited.getByLabel('Password', { exact: true })).toHaveCount(0)
  await expectNoViolations(invited)
  await invited.getByRole('button', { name: 'Accept the invitation' }).click()
  await account.expectSignedIn(name)
  await invited.goto('/teach/accept')
  await expect(invited.getByText(/the key of the invitation is missing/)).toBeVisible()
  await invited.goto('/teach')

  await account.signOut()
  await expectNoViolations(invited)
  await account.passkeySignIn.click()
  await account.expectSignedIn(name)

  // It is the only way in, so it stays.
  const passkeys = await account.openPasskeys()
  const list = passkeys.getByRole('list', { name: 'Your passkeys' })
  await expect(list).toContainText(FIRST_PASSKEY)
  await expectNoViolations(invited)
  await account.removePasskey(FIRST_PASSKEY)
  await expect(passkeys.getByText(/the only way you can sign in/)).toBeVisible()
  await passkeys.getByRole('button', { name: 'Close' }).click()

  await account.setPassword(PASSWORD)
  await account.openPasskeys()
  await account.removePasskey(FIRST_PASSKEY)
  await expect(passkeys.getByText('You have none yet.')).toBeVisible()
  await passkeys.getByRole('button', { name: 'Close' }).click()

  // The device still has it; it opens nothing.
  await account.signOut()
  await account.passkeySignIn.click()
  await expect(invited.getByText(/This passkey opens no account here/)).toBeVisible()
  await account.signIn(name, PASSWORD)
  await account.expectSignedIn(name)
})

test('whoever has the printed link adds a passkey, and needs the link no more', async ({ invited }) => {
  const account = new AccountPage(invited)
  const name = `Laptop ${Date.now().toString(36)}`
  await invited.goto(process.env.DRYDOCK_E2E_INSTRUCTOR!)
  const passkeys = await account.openPasskeys()
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(passkeys.getByText(/Type a name/)).toBeVisible()
  await passkeys.getByLabel('Name of the new passkey').fill(name)
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
  const list = passkeys.getByRole('list', { name: 'Your passkeys' })
  await expect(list).toContainText(name)
  // The same device keeps one of an account.
  await passkeys.getByLabel('Name of the new passkey').fill('Again')
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(passkeys.getByText(/on this device already/)).toBeVisible()
  await passkeys.getByRole('button', { name: 'Close' }).click()

  await account.signOut()
  await account.passkeySignIn.click()
  await account.expectSignedIn('Instructor')
  await account.openPasskeys()
  await expect(list).toContainText(/last used/)
  // The other tests' host has none.
  await account.removePasskey(name)
  await expect(passkeys.getByText(name)).toHaveCount(0)
})
