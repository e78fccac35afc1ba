import { expect, type Locator, type Page } from '@playwright/test'
import { Step } from './step.ts'
import { TerminalPane } from './terminal-pane.ts'

/** An instance takes about two seconds; a machine that also runs tests takes longer. */
const START_TIMEOUT_MS = 60_000

/** The page has asked for the session: its scripts run, so that keys and clicks have their effects. */
export async function expectSessionKnown(page: Page): Promise<void> {
  await expect(page.getByText('Looking for your session …')).toHaveCount(0)
}

/** A lab page: chapter, instances and terminals, by role and label as people find them. */
export class LabPage {
  readonly page: Page
  readonly addInstanceButton: Locator
  readonly closeSessionButton: Locator
  readonly instances: Locator

  constructor(page: Page) {
    this.page = page
    this.addInstanceButton = page.getByRole('button', { name: 'Add New Instance' })
    this.closeSessionButton = page.getByRole('button', { name: 'Close session' })
    this.instances = page.getByRole('list', { name: 'Instances' }).getByRole('listitem')
  }

  async open(chapter: string): Promise<void> {
    await this.page.goto(`/labs/container-registries/${chapter}`)
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectSessionKnown(this.page)
  }

  /** Adds an instance and waits until its shell can be typed into. */
  async addInstance(name: string): Promise<TerminalPane> {
    await this.addInstanceButton.click()
    const terminal = this.terminal(name)
    await expect(terminal.region).toBeVisible({ timeout: START_TIMEOUT_MS })
    await terminal.expectPrompt()
    return terminal
  }

  terminal(name: string): TerminalPane {
    return new TerminalPane(this.page, name)
  }

  step(title: string): Step {
    return new Step(this.page.getByRole('region', { name: title, exact: true }))
  }

  portLink(port: number): Locator {
    return this.page.getByRole('link', { name: `Open port ${port}`, exact: true })
  }

  /** Clicks a link that opens a page of its own. */
  async openInNewPage(link: Locator): Promise<Page> {
    const [page] = await Promise.all([this.page.context().waitForEvent('page'), link.click()])
    await page.waitForLoadState()
    return page
  }
}
