import { expect, type Locator, type Page } from '@playwright/test'

/** The Hub's pages: search, and a repository with its tags. */
export class HubPage {
  readonly page: Page
  readonly searchBox: Locator
  readonly catalogue: Locator
  readonly ownPushes: Locator
  readonly tags: Locator

  constructor(page: Page) {
    this.page = page
    this.searchBox = page.getByRole('searchbox', { name: 'Search the Hub' })
    this.catalogue = page.getByRole('region', { name: /^(Catalogue|Results for)/ })
    this.ownPushes = page.getByRole('region', { name: 'Your pushes' })
    this.tags = page.getByRole('table', { name: /^Tags/ })
  }

  /** `address`: below /hub; empty for the search. */
  async open(address = ''): Promise<void> {
    await this.page.goto(`/hub${address}`)
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
  }

  repository(name: string): Locator {
    return this.page.getByRole('link', { name, exact: true })
  }

  tag(name: string): Locator {
    return this.tags.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
  }

  /** Moves on with Tab until something has the focus, as people without a mouse do. */
  async tabTo(target: Locator, mostPresses = 80): Promise<void> {
    for (let presses = 0; presses < mostPresses; presses++) {
      await this.page.keyboard.press('Tab')
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`${mostPresses} presses of Tab do not lead to ${target.toString()}`)
  }
}
