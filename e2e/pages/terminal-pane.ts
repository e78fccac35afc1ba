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
  /** What xterm draws behind text that is selected. */
  readonly selection: Locator
  #starts = 0

  /** `instance`: its first terminal, unless there is a number. */
  constructor(page: Page, instance: string, number = 1) {
    this.#page = page
    this.#name = number === 1 ? instance : `${instance}/${number}`
    const region = number === 1 ? `Terminal ${instance}` : `Terminal ${instance}, ${number}`
    this.region = page.getByRole('region', { name: region, exact: true })
    this.tab = page.getByRole('tab', { name: instance })
    this.input = this.region.getByRole('textbox')
    this.selection = this.region.locator('.xterm-selection > div')
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
    // What is not in view, or lies below a dialog, takes no focus, and the keys would go elsewhere.
    await expect(this.region).toBeVisible()
    await this.input.focus()
    await expect(this.input).toBeFocused()
    await this.#page.keyboard.type(command)
    await this.#page.keyboard.press('Enter')
  }

  /** Types a command and waits until it has ended. */
  async run(command: string): Promise<void> {
    await this.expectCommand(() => this.type(command))
  }

  /**
   * Starts a program that goes on, and waits until keys are for it: the line on which it is typed looks the same
   * before the shell has read it, and keys that come in between are shown by nobody.
   */
  async start(program: string): Promise<void> {
    const mark = `started-${++this.#starts}`
    await this.type(`echo started-$((${this.#starts})); ${program}`)
    await this.expectText(new RegExp(`^${mark}$`, 'm'))
  }

  /** Waits until what `start` types has run: something has changed, and the shell is at its prompt again. */
  async expectCommand(start: () => Promise<void>): Promise<void> {
    const before = await this.text()
    await start()
    // Both of the same text: after a change of its size the shell draws its prompt once more.
    await expect
      .poll(
        async () => {
          const text = await this.text()
          return text === before ? 'nothing has changed' : lastLine(text)
        },
        { timeout: COMMAND_TIMEOUT_MS },
      )
      .toMatch(PROMPT)
  }
}

function lastLine(text: string): string {
  return text.split('\n').at(-1)!.trimEnd()
}
