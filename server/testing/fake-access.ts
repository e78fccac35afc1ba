import { PassThrough, type Duplex } from 'node:stream'
import type { InstanceId } from '../domain/instance.ts'
import type { TerminalSize } from '../domain/terminal-size.ts'
import { FakeFiles } from './fake-files.ts'
import type {
  InstanceAccess,
  InstanceObserver,
  ScriptResult,
  TerminalRequest,
  TerminalStream,
} from '../ports/provisioner.ts'

/** A shell that a test plays: it prints what the test says and remembers what was typed and how it was sized. */
export class FakeTerminalStream implements TerminalStream {
  readonly id: string
  readonly from: number
  readonly liveFrom: number
  /** Of the instance's terminals. */
  readonly number: number
  readonly sizes: TerminalSize[]
  typed = ''
  /** A shell that answers by itself: what it prints to what was typed. */
  onTyped: ((text: string) => string) | undefined
  isPaused = false
  isClosed = false
  isHungUp = false
  #onData: (bytes: Uint8Array) => void = () => undefined
  #onEnd: (reason: 'shell-exited' | 'lost') => void = () => undefined

  constructor({ number, size }: TerminalRequest, { id, from }: { id: string; from: number }) {
    this.number = number
    this.sizes = [size]
    this.id = id
    this.from = this.liveFrom = from
  }

  print(text: string): void {
    this.#onData(new TextEncoder().encode(text))
  }

  end(reason: 'shell-exited' | 'lost'): void {
    this.#onEnd(reason)
  }

  backlogBytes = 0
  #onDrained: () => void = () => undefined

  /** The program in the foreground takes what was typed. */
  drain(): void {
    this.backlogBytes = 0
    this.#onDrained()
  }

  drained(): Promise<void> {
    return this.backlogBytes === 0 ? Promise.resolve() : new Promise((resolve) => (this.#onDrained = resolve))
  }

  write(bytes: Uint8Array): void {
    const text = new TextDecoder().decode(bytes)
    this.typed += text
    const answer = this.onTyped?.(text)
    if (answer !== undefined) queueMicrotask(() => this.print(answer))
  }

  resize(size: TerminalSize): void {
    this.sizes.push(size)
  }

  hangUp(): void {
    this.isHungUp = true
    queueMicrotask(() => this.end('shell-exited'))
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener
  }

  onEnd(listener: (reason: 'shell-exited' | 'lost') => void): void {
    this.#onEnd = listener
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isClosed = true
  }
}

/** Hands out fake shells, and answers scripts as the test says. */
export class FakeAccess implements InstanceAccess {
  readonly streams: FakeTerminalStream[] = []
  /** Called for each shell as it starts. */
  onShell: (stream: FakeTerminalStream) => void = () => undefined
  readonly observers = new Map<InstanceId, InstanceObserver>()
  readonly scripts: string[] = []
  readonly files = new FakeFiles()
  /** Instead of `answer`, when a test needs scripts to take time. */
  answerSlowly: ((script: string) => Promise<ScriptResult>) | undefined
  answer: (script: string) => ScriptResult = () => ({ status: 'exited', exitCode: 0, output: '' })

  /** What the next shell is to be called, and where its output begins; else a new one, or the one asked for. */
  nextStream: { id: string; from: number } | undefined

  async openTerminal(_id: InstanceId, request: TerminalRequest): Promise<TerminalStream> {
    const asked = request.from && { id: request.from.stream, from: request.from.offset }
    const place = this.nextStream ?? asked ?? { id: `shell-${this.streams.length + 1}`, from: 0 }
    this.nextStream = undefined
    const stream = new FakeTerminalStream(request, place)
    this.streams.push(stream)
    setImmediate(() => this.onShell(stream))
    return stream
  }

  async runScript(_id: InstanceId, script: string): Promise<ScriptResult> {
    const parts = batchParts(script)
    this.scripts.push(...parts)
    const results: ScriptResult[] = []
    for (const part of parts) results.push((await this.answerSlowly?.(part)) ?? this.answer(part))
    return { status: 'exited', exitCode: 0, output: results.map(batchLine).join('\n') }
  }

  async largestOnDisk(): Promise<string | null> {
    return 'image python:3.12 (1.0 GiB)'
  }

  async dialPort(): Promise<Duplex> {
    return new PassThrough()
  }

  watch(id: InstanceId, observer: InstanceObserver): Disposable {
    this.observers.set(id, observer)
    return { [Symbol.dispose]: () => void this.observers.delete(id) }
  }
}

/** The scripts of a batch (server/services/batch-script.ts), which is how the broker runs them. */
function batchParts(script: string): string[] {
  return [...script.matchAll(/^run (\S+)$/gm)].map(([, text]) => Buffer.from(text!, 'base64').toString())
}

function batchLine(result: ScriptResult): string {
  if (result.status === 'timed-out') return '124 '
  return `${result.exitCode} ${Buffer.from(result.output).toString('base64')}`
}
