import { expect, type Locator } from '@playwright/test'
import type { TerminalPane } from './terminal-pane.ts'

/** Checks run after a command; a registry that has just been started takes a moment to answer. */
const CHECK_TIMEOUT_MS = 40_000

/** A section of a chapter. */
export class Step {
  readonly region: Locator
  /** Run buttons in view: those in closed hints are not. */
  readonly runButtons: Locator
  /** States of the step's checks. */
  readonly states: Locator

  constructor(region: Locator) {
    this.region = region
    this.runButtons = region.getByRole('button', { name: 'Run', exact: true })
    this.states = region.getByRole('status').filter({ hasText: /^(not done yet|done)/ })
  }

  async expectDone(): Promise<void> {
    await expect(this.states.first()).toBeVisible()
    const count = await this.states.count()
    await expect(this.states).toHaveText(new Array<RegExp>(count).fill(/^done/), {
      timeout: CHECK_TIMEOUT_MS,
    })
  }

  async expectNotDone(): Promise<void> {
    await expect(this.states.last()).toHaveText(/^not done yet/, { timeout: CHECK_TIMEOUT_MS })
  }

  /** What the first check says is missing. */
  async expectReason(reason: string): Promise<void> {
    await expect(this.states.first()).toContainText(reason, { timeout: CHECK_TIMEOUT_MS })
  }

  /** Runs the step's blocks one after the other, each when the one before has ended. */
  async runAll(terminal: TerminalPane): Promise<void> {
    for (const button of await this.runButtons.all()) await terminal.expectCommand(() => button.click())
  }
}
