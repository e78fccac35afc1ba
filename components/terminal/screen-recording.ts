import type { Terminal } from '@xterm/xterm'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { CastRecorder } from './cast-recorder.ts'

export type RecordingState =
  /** `last`: what was recorded before, for as long as the terminal is open. */
  | { status: 'idle'; last: Blob | undefined }
  | { status: 'starting' }
  | { status: 'recording'; startedAtMs: number }
  /** At its limit: what was recorded until then waits to be saved. */
  | { status: 'full'; startedAtMs: number }

type RecordableTerminal = Pick<Terminal, 'cols' | 'rows' | 'write' | 'loadAddon' | 'onResize'>

/**
 * Records a terminal from where its screen is now. It is told what was printed when that has been parsed: only then
 * is it certain what is on the screen that the recording begins with, and what comes after.
 */
export class ScreenRecording {
  readonly state: StoreApi<RecordingState> = createStore<RecordingState>(() => ({
    status: 'idle',
    last: undefined,
  }))
  readonly #terminal: RecordableTerminal
  readonly #resizing: { dispose(): void }
  readonly #maxBytes: number | undefined
  #recorder: CastRecorder | undefined

  constructor(terminal: RecordableTerminal, { maxBytes }: { maxBytes?: number } = {}) {
    this.#terminal = terminal
    this.#maxBytes = maxBytes
    this.#resizing = terminal.onResize((size) => this.#add((recorder) => recorder.resize(size)))
  }

  /** Does nothing while one is made. Rejects when the page cannot load what it needs. */
  async start(title: string): Promise<void> {
    if (this.state.getState().status !== 'idle') return
    this.state.setState({ status: 'starting' }, true)
    try {
      const { SerializeAddon } = await import('@xterm/addon-serialize')
      const addon = new SerializeAddon()
      this.#terminal.loadAddon(addon)
      // After all that was written before.
      await new Promise<void>((resolve) => {
        this.#terminal.write('', () => {
          this.#begin(title, addon.serialize({ scrollback: 0 }))
          resolve()
        })
      })
      addon.dispose()
    } finally {
      if (!this.#recorder) this.state.setState({ status: 'idle', last: undefined }, true)
    }
  }

  /** Undefined when none was made. */
  stop(): Blob | undefined {
    if (!this.#recorder) return undefined
    const last = this.#recorder.toBlob()
    this.#recorder = undefined
    this.state.setState({ status: 'idle', last }, true)
    return last
  }

  printed(data: string | Uint8Array): void {
    this.#add((recorder) => recorder.output(data))
  }

  commandStarted(text: string): void {
    this.#add((recorder) => recorder.mark(text))
  }

  dispose(): void {
    this.#resizing.dispose()
    this.#recorder = undefined
  }

  #begin(title: string, screen: string): void {
    const { cols, rows } = this.#terminal
    this.#recorder = new CastRecorder({
      cols,
      rows,
      title,
      screen,
      now: Date.now,
      ...(this.#maxBytes !== undefined && { maxBytes: this.#maxBytes }),
    })
    this.state.setState({ status: 'recording', startedAtMs: this.#recorder.startedAtMs }, true)
  }

  #add(add: (recorder: CastRecorder) => void): void {
    if (!this.#recorder || this.#recorder.isFull) return
    add(this.#recorder)
    if (this.#recorder.isFull)
      this.state.setState({ status: 'full', startedAtMs: this.#recorder.startedAtMs }, true)
  }
}
