import { expect, type Locator, type Page } from '@playwright/test'

/** Where a participant comes into a workshop. */
export class JoinPage {
  readonly page: Page
  readonly code: Locator
  readonly name: Locator
  readonly joinButton: Locator
  readonly personalLink: Locator

  constructor(page: Page) {
    this.page = page
    this.code = page.getByRole('textbox', { name: 'Code' })
    this.name = page.getByRole('textbox', { name: 'Your name' })
    this.joinButton = page.getByRole('button', { name: 'Join', exact: true })
    this.personalLink = page.getByLabel('Your personal link')
  }

  async open(): Promise<void> {
    await this.page.goto('/join')
    await expect(this.code).toBeEditable()
  }

  async find(code: string): Promise<void> {
    await this.code.fill(code)
    await this.page.getByRole('button', { name: 'Find the workshop' }).click()
  }

  /** A seat. */
  async take(code: string, name: string): Promise<void> {
    await this.open()
    await this.find(code)
    await this.name.fill(name)
    await this.joinButton.click()
    await expect(this.personalLink).toBeVisible()
  }

  /** To the lab, in a seat. */
  async join(code: string, name: string): Promise<void> {
    await this.take(code, name)
    await this.openLab()
  }

  async openLab(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the lab' }).click()
    await expect(this.page.getByRole('region', { name: 'Workshop' })).toBeVisible()
  }
}
