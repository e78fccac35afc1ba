import { z } from 'zod'
import { fillVariables } from '../domain/variables.ts'
import type { VariableValues } from '../protocol/variables.ts'
import { typedBlock } from '../domain/typed-block.ts'
import { randomBase32 } from '../lib/random.ts'
import type { CheckState } from '../protocol/checks.ts'
import {
  FIRST_TERMINAL,
  instanceNameSchema,
  type BlockId,
  type ChapterRef,
  type CheckId,
  type InstanceName,
  type VariableName,
} from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import type { SessionView } from '../protocol/session.ts'
import { ParticipantShell, type CommandResult } from './participant-shell.ts'
import { ParticipantSocket } from './participant-socket.ts'
import { SCREEN_SIZE } from './screen-text.ts'

const INPUT_ID_CHARACTERS = 16
const START_MS = 180_000
/** A command of a lab may pull, build and push. */
const COMMAND_MS = 180_000
const QUESTION_MS = 30_000
/** The step that has a value has been run; it is looked for with the next checks. */
const VALUE_MS = 30_000

const errorSchema = z.object({ error: z.object({ message: z.string() }) })

/** Somebody at a page of the lab: opens a session over HTTP, and does the rest over the tab's WebSocket. */
export class Participant implements AsyncDisposable {
  readonly #origin: string
  readonly #ref: ChapterRef
  readonly #shells = new Map<InstanceName, ParticipantShell>()
  /** Channel 1 is the first. */
  readonly #channels: InstanceName[] = []
  #cookie = ''
  #socket!: ParticipantSocket
  /** As the page shows them. */
  #checks = new Map<CheckId, CheckState>()
  #session: SessionView | null = null
  #values: VariableValues = {}

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
  async run(block: BlockId, on: InstanceName, answers: readonly BlockId[] = []): Promise<CommandResult> {
    const shell = this.#shell(on)
    const { ended, asks } = shell.begin()
    for (const id of [block, ...answers]) {
      if (id !== block) await asks(AbortSignal.timeout(QUESTION_MS))
      const message = { type: 'run', channel: this.#channel(on), ...this.#ref, block: id } as const
      await this.#socket.request(message, 'ran')
    }
    return result(shell, ended)
  }

  /** Clicks Show me. */
  async show(check: CheckId, on: InstanceName): Promise<CommandResult> {
    const shell = this.#shell(on)
    const { ended } = shell.begin()
    await this.#socket.request({ type: 'show', channel: this.#channel(on), ...this.#ref, check }, 'shown')
    return result(shell, ended)
  }

  /** Types commands, with the chapter's values in place of its variables. */
  async type(code: string, on: InstanceName): Promise<CommandResult> {
    const shell = this.#shell(on)
    await shell.atPrompt(AbortSignal.timeout(COMMAND_MS))
    const { ended } = shell.begin()
    const text = await this.filled(code)
    const { isBracketing } = shell.tracker
    this.#socket.type(
      this.#channel(on),
      Buffer.from(typedBlock(text, { isBracketing, isInterrupting: false })),
    )
    return result(shell, ended)
  }

  /** Types a value where the chapter asks for one. */
  setVariable(name: VariableName, value: string): Promise<void> {
    return this.#socket.request({ type: 'set-variable', ...this.#ref, name, value }, 'variables')
  }

  /** A text with the chapter's values in place of its variables, as soon as all are known. */
  async filled(text: string): Promise<string> {
    const late = AbortSignal.timeout(VALUE_MS)
    for (;;) {
      const filled = fillVariables(text, this.#values)
      if (filled.ok) return filled.text
      if (late.aborted) throw new Error(`{{${filled.missing}}} has no value, in: ${text}`)
      // Rejects when it is late, which the next look finds out.
      await this.#socket.next(({ type }) => type === 'variables', late).catch(() => undefined)
    }
  }

  check(id: CheckId): CheckState | undefined {
    return this.#checks.get(id)
  }

  /** Answers with the check's state when it fits, or as it is when the time is over. */
  async checkWhen(id: CheckId, fits: (state: CheckState) => boolean, timeoutMs: number): Promise<CheckState> {
    const late = AbortSignal.timeout(timeoutMs)
    for (;;) {
      const state = this.#checks.get(id)
      if (state && fits(state)) return state
      if (late.aborted) return state ?? { id, status: 'not-done' }
      // Rejects when it is late, which the next look finds out.
      await this.#socket.next(({ type }) => type === 'checks', late).catch(() => undefined)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket?.[Symbol.dispose]()
    if (this.#cookie !== '') await this.#http('DELETE', '/api/session')
  }

  async #open(instanceCount: number): Promise<void> {
    await this.#http('POST', '/api/session')
    this.#socket = await ParticipantSocket.open(
      { origin: this.#origin, cookie: this.#cookie },
      {
        onMessage: (message) => this.#hear(message),
        onOutput: (channel, bytes) => this.#shells.get(this.#channels[channel - 1]!)?.receive(bytes),
      },
    )
    for (let number = 1; number <= instanceCount; number++) {
      const name = instanceNameSchema.parse(`node${number}`)
      await this.#http('POST', '/api/session/instances')
      await this.#ready(name)
      const shell = new ParticipantShell()
      this.#channels.push(name)
      this.#shells.set(name, shell)
      const attach = {
        type: 'attach',
        channel: number,
        instance: name,
        terminal: FIRST_TERMINAL,
        role: 'drive',
        input: randomBase32(INPUT_ID_CHARACTERS),
        ...SCREEN_SIZE,
      } as const
      await this.#socket.request(attach, 'attached')
      await shell.atPrompt(AbortSignal.timeout(START_MS))
    }
    await this.#socket.request({ type: 'view', ...this.#ref }, 'checks')
  }

  async #ready(name: InstanceName): Promise<void> {
    const late = AbortSignal.timeout(START_MS)
    for (;;) {
      const instance = this.#session?.instances.find((candidate) => candidate.name === name)
      if (instance?.status === 'ready') return
      if (instance?.status === 'failed') throw new Error(`${name} did not start: ${instance.message}`)
      await this.#socket.next(({ type }) => type === 'session', late)
    }
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'session') this.#session = message.session
    if (message.type === 'variables') this.#values = message.values
    if (message.type === 'checks') this.#checks = new Map(message.checks.map((state) => [state.id, state]))
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

async function result(
  shell: ParticipantShell,
  ended: (signal: AbortSignal) => Promise<CommandResult>,
): Promise<CommandResult> {
  try {
    return await ended(AbortSignal.timeout(COMMAND_MS))
  } catch (cause) {
    throw new Error(`did not end within ${COMMAND_MS / 1000} s:\n${await shell.recentText()}`, { cause })
  }
}
