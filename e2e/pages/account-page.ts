import { expect, type Locator, type Page } from '@playwright/test'

/** Where an instructor signs in, and what they can do about their account. */
export class AccountPage {
  readonly page: Page
  readonly account: Locator
  readonly passkeySignIn: Locator

  constructor(page: Page) {
    this.page = page
    this.account = page.getByRole('region', { name: 'Account' })
    this.passkeySignIn = page.getByRole('button', { name: 'Sign in with a passkey' })
  }

  async expectSignedIn(name: string): Promise<void> {
    await expect(this.account).toContainText(`Signed in as ${name}`)
  }

  async signOut(): Promise<void> {
    await this.account.getByRole('button', { name: 'Sign out' }).click()
    await expect(this.passkeySignIn).toBeVisible()
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  async openInvitations(): Promise<Locator> {
    await this.account.getByRole('button', { name: 'Invitations' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Invitations' })
    await expect(dialog).toBeVisible()
    return dialog
  }

  /** A link that makes one more instructor. In the dialogue of invitations, which is open; it lists the new one last. */
  async invite(): Promise<string> {
    await this.page.getByRole('button', { name: 'Invite another instructor' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Invite another instructor' })
    const link = (await dialog.getByLabel('Invitation link').textContent())!.trim()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toBeHidden()
    return link
  }

  /** An invitation, at whose link the page is. */
  async accept(name: string, password: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Accept the invitation' }).click()
    await this.expectSignedIn(name)
  }

  async setPassword(password: string): Promise<void> {
    await this.account.getByRole('button', { name: 'Name and password' }).click()
    const dialog = this.page.getByRole('dialog', { name: /name and password/ })
    await dialog.getByLabel('Password', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
  }

  async openPasskeys(): Promise<Locator> {
    await this.account.getByRole('button', { name: 'Passkeys' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Passkeys' })
    await expect(dialog).toBeVisible()
    return dialog
  }

  /** In the dialogue of passkeys, which is open. */
  async removePasskey(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click()
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Remove passkey' }).click()
    await expect(this.page.getByRole('alertdialog')).toBeHidden()
  }
}
