import { once } from 'node:events'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { typedBlock } from '../domain/typed-block.ts'
import type { CheckState } from '../protocol/checks.ts'
import { decodeFrame, encodeFrame } from '../protocol/frames.ts'
import type { BlockId, ChapterRef, CheckId, InstanceName } from '../protocol/ids.ts'
import { instanceNameSchema, variableNameSchema } from '../protocol/ids.ts'
import { MAX_CLIENT_FRAME_BYTES } from '../protocol/limits.ts'
import {
  decodeServerMessage,
  encodeMessage,
  type ClientMessage,
  type ServerMessage,
} from '../protocol/messages.ts'
import type { SessionView } from '../protocol/session.ts'
import { ParticipantShell, type CommandResult } from './participant-shell.ts'
import { SCREEN_SIZE } from './screen-text.ts'

const START_MS = 180_000
/** A command of a lab may pull, build and push. */
const COMMAND_MS = 180_000
const ANSWER_MS = 30_000

const errorSchema = z.object({ error: z.object({ message: z.string() }) })

/** Somebody at a page of the lab: opens a session over HTTP, and does the rest over the tab's WebSocket. */
export class Participant implements AsyncDisposable {
  readonly #origin: string
  readonly #ref: ChapterRef
  readonly #shells = new Map<InstanceName, ParticipantShell>()
  readonly #channels: InstanceName[] = []
  readonly #listeners = new Set<(message: ServerMessage) => void>()
  #cookie = ''
  #socket: WebSocket | undefined
  /** As the page shows them. */
  #checks = new Map<CheckId, CheckState>()
  #session: SessionView | null = null

  private constructor(origin: string, ref: ChapterRef) {
    this.#origin = origin
    this.#ref = ref
  }

  /** Opens a session, adds the instances, opens their terminals and the chapter. */
  static async begin(origin: string, ref: ChapterRef, instanceCount: number): Promise<Participant> {
    const participant = new Participant(origin, ref)
    try {
      await participant.#open(instanceCount)
      return participant
    } catch (error) {
      await participant[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Clicks Run on a block, and types what it asks for. */
  async run(id: BlockId, on: InstanceName, answers: readonly BlockId[] = []): Promise<CommandResult> {
    const shell = this.#shell(on)
    const { ended, asks } = shell.begin()
    await this.#request({ type: 'run', channel: this.#channel(on), ...this.#ref, block: id }, 'ran')
    for (const answer of answers) {
      await asks(AbortSignal.timeout(ANSWER_MS))
      await this.#request({ type: 'run', channel: this.#channel(on), ...this.#ref, block: answer }, 'ran')
    }
    return this.#result(shell, ended)
  }

  /** Clicks Show me. */
  async show(check: CheckId, on: InstanceName): Promise<CommandResult> {
    const shell = this.#shell(on)
    const { ended } = shell.begin()
    await this.#request({ type: 'show', channel: this.#channel(on), ...this.#ref, check }, 'shown')
    return this.#result(shell, ended)
  }

  /** Types commands. */
  async type(code: string, on: InstanceName): Promise<CommandResult> {
    const shell = this.#shell(on)
    await shell.atPrompt(AbortSignal.timeout(COMMAND_MS))
    const { ended } = shell.begin()
    const { isBracketing } = shell.tracker
    const keys = Buffer.from(typedBlock(code, { isBracketing, isInterrupting: false }))
    for (let from = 0; from < keys.length; from += MAX_CLIENT_FRAME_BYTES - 1) {
      const part = keys.subarray(from, from + MAX_CLIENT_FRAME_BYTES - 1)
      this.#socket!.send(encodeFrame(this.#channel(on), part))
    }
    return this.#result(shell, ended)
  }

  /** Types a value where the chapter asks for one. */
  async setVariable(name: string, value: string): Promise<void> {
    const message = {
      type: 'set-variable',
      ...this.#ref,
      name: variableNameSchema.parse(name),
      value,
    } as const
    await this.#request(message, 'variables')
  }

  check(id: CheckId): CheckState | undefined {
    return this.#checks.get(id)
  }

  /** Answers with the check's state when it fits, or when the time is over. */
  async checkWhen(id: CheckId, fits: (state: CheckState) => boolean, timeoutMs: number): Promise<CheckState> {
    const late = AbortSignal.timeout(timeoutMs)
    for (;;) {
      const state = this.#checks.get(id)
      if (state && fits(state)) return state
      if (late.aborted) return state ?? { id, status: 'not-done', reason: 'it was never looked at' }
      await this.#next(({ type }) => type === 'checks', late).catch(() => undefined)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket?.close()
    if (this.#cookie !== '') await this.#http('DELETE', '/api/session')
  }

  async #open(instanceCount: number): Promise<void> {
    await this.#http('POST', '/api/session')
    const names = Array.from({ length: instanceCount }, (_, index) =>
      instanceNameSchema.parse(`node${index + 1}`),
    )
    const socket = new WebSocket(this.#origin.replace(/^http/, 'ws') + '/ws', {
      headers: { cookie: this.#cookie, origin: this.#origin },
    })
    this.#socket = socket
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary))
    await once(socket, 'open')
    for (const name of names) {
      await this.#http('POST', '/api/session/instances')
      await this.#ready(name)
      this.#channels.push(name)
      this.#shells.set(name, new ParticipantShell())
      const { channel } = { channel: this.#channel(name) }
      await this.#request({ type: 'attach', channel, instance: name, ...SCREEN_SIZE }, 'attached')
    }
    await Promise.all(names.map((name) => this.#shell(name).atPrompt(AbortSignal.timeout(START_MS))))
    await this.#request({ type: 'view', ...this.#ref }, 'checks')
  }

  async #ready(name: InstanceName): Promise<void> {
    const late = AbortSignal.timeout(START_MS)
    for (;;) {
      const instance = this.#session?.instances.find((candidate) => candidate.name === name)
      if (instance?.status === 'ready') return
      if (instance?.status === 'failed') throw new Error(`${name} did not start: ${instance.message}`)
      await this.#next(({ type }) => type === 'session', late)
    }
  }

  async #result(
    shell: ParticipantShell,
    ended: (signal: AbortSignal) => Promise<CommandResult>,
  ): Promise<CommandResult> {
    try {
      return await ended(AbortSignal.timeout(COMMAND_MS))
    } catch (cause) {
      throw new Error(`did not end within ${COMMAND_MS / 1000} s:\n${await shell.recentText()}`, { cause })
    }
  }

  /** Sends a message, and waits for its answer. Throws what the server says against it. */
  async #request(message: ClientMessage, answer: ServerMessage['type']): Promise<void> {
    const answered = this.#next(
      ({ type }) => type === answer || type === 'error',
      AbortSignal.timeout(ANSWER_MS),
    )
    this.#socket!.send(encodeMessage(message))
    const received = await answered
    if (received.type === 'error') throw new Error(received.message)
  }

  async #next(isWanted: (message: ServerMessage) => boolean, signal: AbortSignal): Promise<ServerMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<ServerMessage>()
    const listener = (message: ServerMessage): void => {
      if (isWanted(message)) resolve(message)
    }
    const abort = (): void => reject(new Error('the server did not answer in time'))
    this.#listeners.add(listener)
    signal.addEventListener('abort', abort)
    try {
      return await promise
    } finally {
      this.#listeners.delete(listener)
      signal.removeEventListener('abort', abort)
    }
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (isBinary) {
      const frame = decodeFrame(data)
      const name = frame && this.#channels[frame.channel - 1]
      if (!frame || !name) return
      this.#shells.get(name)!.receive(frame.bytes)
      this.#acknowledge(frame.channel, frame.bytes.length)
      return
    }
    const decoded = decodeServerMessage(data.toString('utf8'))
    if (!decoded.ok) throw new Error(`the server says what this client cannot read: ${decoded.reason}`)
    const { message } = decoded
    if (message.type === 'session') this.#session = message.session
    if (message.type === 'checks') this.#checks = new Map(message.checks.map((state) => [state.id, state]))
    if (message.type === 'attached') this.#offsets.set(message.channel, message.from)
    for (const listener of [...this.#listeners]) listener(message)
  }

  readonly #offsets = new Map<number, number>()

  /** All that has come is taken: else the server would hold back the rest. */
  #acknowledge(channel: number, bytes: number): void {
    const offset = (this.#offsets.get(channel) ?? 0) + bytes
    this.#offsets.set(channel, offset)
    this.#socket!.send(encodeMessage({ type: 'ack', channel, offset }))
  }

  #channel(name: InstanceName): number {
    return this.#channels.indexOf(name) + 1
  }

  #shell(name: InstanceName): ParticipantShell {
    const shell = this.#shells.get(name)
    if (!shell) throw new Error(`the chapter has no ${name}: raise its "instances"`)
    return shell
  }

  async #http(method: string, path: string): Promise<void> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: { 'content-type': 'application/json', origin: this.#origin, cookie: this.#cookie },
      body: '{}',
    })
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
    if (cookie) this.#cookie = cookie
    if (response.ok) return
    const body = errorSchema.safeParse(await response.json().catch(() => undefined))
    throw new Error(`${method} ${path}: ${body.success ? body.data.error.message : response.status}`)
  }
}
