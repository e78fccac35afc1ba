import type Docker from 'dockerode'
import type { Duplex } from 'node:stream'
import { BenchTerminal } from './bench-terminal.ts'

/** `docker exec` with a TTY, read by this process: what a broker without a holder of shells would be built on. */
export class ExecTerminal extends BenchTerminal {
  readonly #stream: Duplex

  private constructor(stream: Duplex) {
    super()
    this.#stream = stream
    stream.on('data', (bytes: Buffer) => this.arrive(bytes))
    stream.on('error', () => undefined)
  }

  static async open(engine: Docker, containerId: string): Promise<ExecTerminal> {
    const exec = await engine.getContainer(containerId).exec({
      Cmd: ['bash', '-l'],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: true,
      WorkingDir: '/root',
      Env: ['TERM=xterm-256color', 'LANG=C.UTF-8'],
      ConsoleSize: [24, 80],
    })
    return new ExecTerminal(await exec.start({ hijack: true, stdin: true, Tty: true }))
  }

  type(keys: string): void {
    this.#stream.write(keys)
  }

  override stopReading(): void {
    this.#stream.pause()
  }

  override resumeReading(): void {
    this.#stream.resume()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Hanging up does not end a program there: Ctrl-C and the end of the input do.
    this.#stream.write('\x03\x04')
    await this.settled(100)
    this.#stream.destroy()
  }
}
