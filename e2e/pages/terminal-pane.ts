import { expect, type Locator, type Page } from '@playwright/test'

/** The shell's prompt: `[node1] ~ $`, with the exit status of a command that failed before the sign. */
const PROMPT = /^\[node\d+\] \S+ (\S+ )?[$#]$/
/** A pull or a push on a busy machine. */
const COMMAND_TIMEOUT_MS = 60_000

/**
 * A terminal of an instance. xterm draws only what is in view, so its text comes from
 * `window.__drydock`, a contract (components/terminal/terminal-probe.ts).
 */
export class TerminalPane {
  readonly #page: Page
  readonly #name: string
  readonly region: Locator
  /** Of the instance. */
  readonly tab: Locator
  readonly input: Locator

  /** `instance`: its first terminal, unless there is a number. */
  constructor(page: Page, instance: string, number = 1) {
    this.#page = page
    this.#name = number === 1 ? instance : `${instance}/${number}`
    const region = number === 1 ? `Terminal ${instance}` : `Terminal ${instance}, ${number}`
    this.region = page.getByRole('region', { name: region, exact: true })
    this.tab = page.getByRole('tab', { name: instance })
    this.input = this.region.getByRole('textbox')
  }

  /** Scrollback and screen. */
  text(): Promise<string> {
    return this.#page.evaluate((name) => window.__drydock?.terminals[name]?.text() ?? '', this.#name)
  }

  async size(): Promise<{ cols: number; rows: number } | undefined> {
    return this.#page.evaluate((name) => window.__drydock?.terminals[name]?.size(), this.#name)
  }

  async expectText(text: string | RegExp): Promise<void> {
    const pattern = typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text)
    await expect.poll(() => this.text(), { timeout: COMMAND_TIMEOUT_MS }).toEqual(pattern)
  }

  /** The shell waits for a command. */
  async expectPrompt(): Promise<void> {
    await expect
      .poll(async () => lastLine(await this.text()), { timeout: COMMAND_TIMEOUT_MS })
      .toMatch(PROMPT)
  }

  /** Types keys as a person does, and Enter. */
  async type(command: string): Promise<void> {
    await this.input.focus()
    await this.#page.keyboard.type(command)
    await this.#page.keyboard.press('Enter')
  }

  /** Types a command and waits until it has ended. */
  async run(command: string): Promise<void> {
    await this.expectCommand(() => this.type(command))
  }

  /** Waits until what `start` types has run: something has changed, and the shell is at its prompt again. */
  async expectCommand(start: () => Promise<void>): Promise<void> {
    const before = await this.text()
    await start()
    await expect.poll(() => this.text(), { timeout: COMMAND_TIMEOUT_MS }).not.toBe(before)
    await this.expectPrompt()
  }
}

function lastLine(text: string): string {
  return text.split('\n').at(-1)!.trimEnd()
}
