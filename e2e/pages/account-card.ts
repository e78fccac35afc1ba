import { expect, type Locator, type Page } from '@playwright/test'

const NOT_COPIED = 'nothing was copied yet'

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
    const clipboard = () => this.#page.evaluate(() => navigator.clipboard.readText())
    await this.#page.evaluate((text) => navigator.clipboard.writeText(text), NOT_COPIED)
    await button.click()
    await expect.poll(clipboard).not.toBe(NOT_COPIED)
    return clipboard()
  }
}
