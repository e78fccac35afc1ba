import { expect, type Locator, type Page } from '@playwright/test'

/** A workshop as its instructor sees it. */
export class CockpitPage {
  readonly page: Page
  readonly progress: Locator
  readonly attention: Locator
  readonly joinCode: Locator

  constructor(page: Page) {
    this.page = page
    this.progress = page.getByRole('table', { name: 'Progress' })
    this.attention = page.getByRole('region', { name: 'Needs attention' })
    this.joinCode = page.getByLabel('Join code')
  }

  async readJoinCode(): Promise<string> {
    return (await this.joinCode.textContent())!.trim()
  }

  row(name: string): Locator {
    return this.progress
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: new RegExp(name) }) })
  }

  cell(name: string, title: string): Locator {
    return this.row(name).getByTitle(title)
  }

  /** Shows the steps of a chapter, if they are not shown. */
  async expand(chapter: string): Promise<void> {
    const head = this.progress.getByRole('button', { name: new RegExp(`^${chapter}`) })
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click()
    await expect(head).toHaveAttribute('aria-expanded', 'true')
  }

  /** Opens what there is about one participant. */
  async openSeat(name: string): Promise<Locator> {
    await this.row(name).getByRole('button', { name, exact: true }).click()
    const panel = this.page.getByRole('region', { name: `Participant ${name}` })
    await expect(panel).toBeVisible()
    return panel
  }

  async closeSeat(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close the panel' }).click()
  }

  /** Of what is needed now and then. */
  async choose(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  /** Fills a dialog of the header's and sends it. */
  async send(button: string, fields: Record<string, string>, submit = 'Send'): Promise<void> {
    await this.page.getByRole('group', { name: 'Class' }).getByRole('button', { name: button }).click()
    await this.fill(fields, submit)
  }

  async fill(fields: Record<string, string>, submit = 'Send'): Promise<void> {
    const dialog = this.page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    for (const [label, text] of Object.entries(fields))
      await dialog.getByLabel(label, { exact: true }).fill(text)
    await dialog.getByRole('button', { name: submit, exact: true }).click()
    await expect(dialog).toBeHidden()
  }
}
