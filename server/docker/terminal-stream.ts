import type Docker from 'dockerode'
import type { TerminalSize } from '../domain/terminal-size.ts'
import type { TerminalStream } from '../ports/provisioner.ts'
import { engineStatus } from './engine-errors.ts'
import { openExec, type OpenExec } from './exec.ts'

/**
 * dtach holds the shell in the instance, so that it outlives this stream and the broker. `-A` attaches or
 * creates; `-r winch` makes full-screen programs redraw; `-E` and `-z` leave every key to the shell.
 */
const SHELL = ['dtach', '-A', '/run/drydock/shell.sock', '-r', 'winch', '-E', '-z', 'bash', '-l']

export async function openTerminalStream(
  engine: Docker,
  instanceId: string,
  size: TerminalSize,
): Promise<TerminalStream> {
  const open = await openExec(engine, instanceId, {
    command: SHELL,
    tty: size,
    env: ['TERM=xterm-256color', 'COLORTERM=truecolor', 'LANG=C.UTF-8'],
  })
  return new ExecTerminalStream(open)
}

class ExecTerminalStream implements TerminalStream {
  readonly #open: OpenExec
  #isClosed = false

  constructor(open: OpenExec) {
    this.#open = open
  }

  write(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#open.stream.write(bytes)
  }

  get backlogBytes(): number {
    return this.#open.stream.writableLength
  }

  async drained(): Promise<void> {
    const { stream } = this.#open
    if (stream.writableLength === 0 || stream.closed) return
    await new Promise<void>((resolve) => {
      stream.once('drain', resolve)
      stream.once('close', resolve)
    })
  }

  async resize({ cols, rows }: TerminalSize): Promise<void> {
    try {
      await this.#open.exec.resize({ w: cols, h: rows })
    } catch (error) {
      // The shell has ended meanwhile: `onEnd` tells.
      if (engineStatus(error) === undefined) throw error
    }
  }

  pause(): void {
    this.#open.stream.pause()
  }

  resume(): void {
    this.#open.stream.resume()
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#open.stream.on('data', listener)
  }

  onEnd(listener: (reason: 'shell-exited' | 'lost') => void): void {
    // An error is always followed by `close`; without a listener it would end the broker.
    this.#open.stream.on('error', () => undefined)
    this.#open.stream.once('close', () => {
      if (!this.#isClosed) void this.#endReason().then(listener)
    })
  }

  async #endReason(): Promise<'shell-exited' | 'lost'> {
    try {
      const { Running, ExitCode } = await this.#open.exec.inspect()
      return !Running && ExitCode === 0 ? 'shell-exited' : 'lost'
    } catch {
      // Neither the instance nor its engine answers: whoever listens finds out which.
      return 'lost'
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    this.#open.stream.destroy()
  }
}
