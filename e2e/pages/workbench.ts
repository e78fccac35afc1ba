import { expect, type Locator, type Page } from '@playwright/test'
import { TerminalPane } from './terminal-pane.ts'

/** Terminals and files of an instance, and the row of tabs and tools above them. */
export class Workbench {
  readonly tabList: Locator
  readonly tabs: Locator
  readonly newTerminalButton: Locator
  readonly splitRightButton: Locator
  readonly menuButton: Locator
  readonly #page: Page
  readonly #instance: string

  constructor(page: Page, instance: string) {
    this.#page = page
    this.#instance = instance
    this.tabList = page.getByRole('tablist', { name: `Terminals and files of ${instance}` })
    this.tabs = this.tabList.getByRole('tab')
    this.newTerminalButton = page.getByRole('button', { name: 'New terminal' })
    this.splitRightButton = page.getByRole('button', { name: 'Split right' })
    this.menuButton = page.getByRole('button', { name: 'All terminal tools' })
  }

  terminal(number: number): TerminalPane {
    return new TerminalPane(this.#page, this.#instance, number)
  }

  tab(name: string | RegExp): Locator {
    return this.tabList.getByRole('tab', { name, exact: true })
  }

  /** Opens a terminal in a tab of its own, and waits until it can be typed into. */
  async addTerminal(number: number): Promise<TerminalPane> {
    await this.newTerminalButton.click()
    return this.#opened(number)
  }

  /** Opens a terminal beside the one in use. */
  async splitRight(number: number): Promise<TerminalPane> {
    await this.splitRightButton.click()
    return this.#opened(number)
  }

  async useMenu(item: string): Promise<void> {
    await this.menuButton.click()
    await this.#page.getByRole('menuitem', { name: item }).click()
  }

  /** The shell may be at its prompt before the page has given it its place, and the keyboard. */
  async #opened(number: number): Promise<TerminalPane> {
    const terminal = this.terminal(number)
    await terminal.expectPrompt()
    await expect(terminal.input).toBeFocused()
    return terminal
  }
}
