import type { Locator, Page } from '@playwright/test'

/** The participant's account at the lab's registries, beside the terminals. */
export class AccountCard {
  readonly region: Locator
  readonly copyUsername: Locator
  readonly copyPassword: Locator
  readonly showPassword: Locator
  readonly otherRegistries: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.region = page.getByRole('region', { name: 'Your registry account' })
    this.copyUsername = this.region.getByRole('button', { name: 'Copy user name' })
    this.copyPassword = this.region.getByRole('button', { name: 'Copy password' })
    this.showPassword = this.region.getByRole('button', { name: 'Show password' })
    this.otherRegistries = this.region.getByRole('button', { name: 'Other registries' })
  }

  /** What a copy button puts on the clipboard. */
  async copied(button: Locator): Promise<string> {
    await this.#page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await button.click()
    return this.#page.evaluate(() => navigator.clipboard.readText())
  }
}
