import type Docker from 'dockerode'
import type { z } from 'zod'
import { IdleTimeout } from '../lib/idle-timeout.ts'
import { untilAborted } from '../lib/until-aborted.ts'
import { LabError } from '../protocol/errors.ts'
import { parseAnswer } from './file-answers.ts'
import { openExec } from './exec.ts'
import { ExecSocket } from './exec-socket.ts'
import { readLine } from './read-line.ts'
import { frame } from './frame.ts'

const PROGRAM = '/usr/local/lib/drydock/file-transfer'
/** A path as JSON may have six bytes for each of its own; the rest of an answer is short. */
const MAX_ANSWER_BYTES = 32 * 1024
/** A transfer in which nothing moves is over: a laptop that sleeps must not hold a process in an instance. */
export const TRANSFER_IDLE_MS = 60_000

export type Verb = 'upload' | 'download' | 'read' | 'save' | 'watch'

/**
 * The helper in an instance, at work on one file. The request is data on its standard input, never a command line.
 * Whoever opens it disposes it; before an upload's last frame, that leaves nothing of the file.
 */
export class FileHelper implements Disposable {
  readonly socket: ExecSocket
  readonly idle: IdleTimeout
  /** Aborted from outside, or because nothing moves. */
  readonly signal: AbortSignal

  private constructor(socket: ExecSocket, signal: AbortSignal) {
    this.socket = socket
    this.idle = new IdleTimeout(TRANSFER_IDLE_MS, () => new LabError('TRANSFER_FAILED'))
    this.signal = AbortSignal.any([signal, this.idle.signal])
    // Reads and writes tell of errors; without a listener one would end the broker.
    socket.on('error', () => undefined)
  }

  static async open(
    engine: Docker,
    instanceId: string,
    { verb, request, signal }: { verb: Verb; request: object; signal: AbortSignal },
  ): Promise<FileHelper> {
    signal.throwIfAborted()
    const { stream } = await openExec(engine, instanceId, { command: [PROGRAM, verb] })
    const helper = new FileHelper(new ExecSocket(stream), signal)
    try {
      await helper.#write(Buffer.from(`${JSON.stringify(request)}\n`))
      return helper
    } catch (error) {
      helper[Symbol.dispose]()
      throw error
    }
  }

  async answer<T>(schema: z.ZodType<T>): Promise<T> {
    const line = await readLine(this.socket, { maxBytes: MAX_ANSWER_BYTES, signal: this.signal })
    this.idle.refresh()
    return parseAnswer(schema, line)
  }

  /** True when there is an answer before one was due: the helper has given up. */
  get hasSpoken(): boolean {
    return this.socket.readableLength > 0
  }

  async send(data: Uint8Array): Promise<void> {
    await this.#write(frame(data))
    this.idle.refresh()
  }

  /** Waits until the engine has taken it. */
  async #write(bytes: Buffer): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.socket.write(bytes, (error) => (error ? reject(error) : resolve()))
    await untilAborted(promise, this.signal)
  }

  [Symbol.dispose](): void {
    this.idle[Symbol.dispose]()
    this.socket.destroy()
  }
}
