import type { TerminalRef } from '../../server/protocol/ids.ts'
import type { TerminalChannel, TerminalScreen } from '../../components/session/terminal-channel.ts'
import type { PageTab } from '../../server/testing/page-tab.ts'
import { BenchTerminal } from './bench-terminal.ts'

/** Drydock's own: through the page's client, which acknowledges what is drawn. */
export class PageTerminal extends BenchTerminal {
  readonly #tab: PageTab
  readonly #ref: TerminalRef
  readonly #channel: TerminalChannel

  private constructor(tab: PageTab, ref: TerminalRef) {
    super()
    this.#tab = tab
    this.#ref = ref
    const screen: TerminalScreen = {
      size: { cols: 80, rows: 24 },
      write: (bytes, onParsed) =>
        this.arrive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), onParsed),
      reset: (onDone) => onDone(),
      announce: () => undefined,
      setInputAllowed: () => undefined,
      setReplaying: () => undefined,
      setSize: () => undefined,
    }
    this.#channel = tab.terminals.open(ref, screen)
  }

  static async open(tab: PageTab, ref: TerminalRef): Promise<PageTerminal> {
    const terminal = new PageTerminal(tab, ref)
    await tab.attached(ref)
    return terminal
  }

  type(keys: string): void {
    this.#channel.input(keys)
  }

  /** The shell stays, with nothing running in it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.resumeReading()
    this.type('\x03')
    await this.settled(100)
    this.#tab.terminals.close(this.#ref, this.#channel)
  }
}
