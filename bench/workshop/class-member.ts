import {
  FIRST_TERMINAL,
  instanceNameSchema,
  type ChapterRef,
  type CheckId,
} from '../../server/protocol/ids.ts'
import type { ServerMessage } from '../../server/protocol/messages.ts'
import type { SessionView } from '../../server/protocol/session.ts'
import { ParticipantShell } from '../../server/solve/participant-shell.ts'
import { ParticipantSocket } from '../../server/solve/participant-socket.ts'
import { SCREEN_SIZE } from '../../server/solve/screen-text.ts'
import { request } from '../../server/testing/page-tab.ts'
import { cookieOf, post } from './post.ts'
import type { VerifiedSteps } from './verified-steps.ts'

const START_MS = 300_000
/** The longest of the first chapters' solutions, on a machine that has much to do. */
const COMMAND_MS = 120_000
/** From a command's end to the verdict of its check. */
const VERDICT_MS = 30_000
const node1 = instanceNameSchema.parse('node1')

/** Somebody who has joined a workshop: has a seat, a session, an instance and a page, but no browser. */
export class ClassMember implements Disposable {
  readonly #name: string
  readonly #steps: VerifiedSteps
  readonly #shell = new ParticipantShell()
  #socket!: ParticipantSocket
  #session: SessionView | null = null
  /** Checks, as `chapter/check`. */
  #done: ReadonlySet<string> = new Set()

  private constructor(name: string, steps: VerifiedSteps) {
    this.#name = name
    this.#steps = steps
  }

  /** Resolves when the prompt is there. */
  static async join(
    broker: { url: string },
    { code, name }: { code: string; name: string },
    steps: VerifiedSteps,
  ): Promise<ClassMember> {
    const member = new ClassMember(name, steps)
    // The seat's cookie opens the session, too.
    const cookie = cookieOf(await post(broker, '/api/join', { body: { code, name } }))
    await request(broker, 'POST', '/api/session', cookie)
    const { origin } = new URL(broker.url)
    member.#socket = await ParticipantSocket.open(
      { origin, cookie },
      {
        onMessage: (message) => member.#hear(message),
        onOutput: (_channel, bytes) => member.#shell.receive(bytes),
      },
    )
    await request(broker, 'POST', '/api/session/instances', cookie)
    await member.#atPrompt()
    return member
  }

  async view(ref: ChapterRef): Promise<void> {
    await this.#socket.request({ type: 'view', ...ref }, 'checks')
  }

  /** Clicks Show me, and waits until the check is done. */
  async show(ref: ChapterRef, check: CheckId): Promise<void> {
    const { ended } = this.#shell.begin()
    await this.#socket.request({ type: 'show', channel: 1, ...ref, check }, 'shown')
    await ended(AbortSignal.timeout(COMMAND_MS))
    const late = AbortSignal.timeout(VERDICT_MS)
    while (!this.isDone(ref, check)) await this.#socket.next(({ type }) => type === 'progress', late)
  }

  isDone({ chapter }: Pick<ChapterRef, 'chapter'>, check: CheckId): boolean {
    return this.#done.has(`${chapter}/${check}`)
  }

  /** Resolves with the next news of the own progress. */
  async progressed(signal: AbortSignal): Promise<void> {
    await this.#socket.next(({ type }) => type === 'progress', signal)
  }

  [Symbol.dispose](): void {
    this.#socket[Symbol.dispose]()
  }

  async #atPrompt(): Promise<void> {
    const late = AbortSignal.timeout(START_MS)
    for (;;) {
      const instance = this.#session?.instances.find(({ name }) => name === node1)
      if (instance?.status === 'ready') break
      if (instance?.status === 'failed') throw new Error(`node1 did not start: ${instance.message}`)
      await this.#socket.next(({ type }) => type === 'session', late)
    }
    const terminal = { instance: node1, terminal: FIRST_TERMINAL, role: 'drive', ...SCREEN_SIZE } as const
    await this.#socket.request({ type: 'attach', channel: 1, input: 'a'.repeat(16), ...terminal }, 'attached')
    await this.#shell.atPrompt(late)
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'session') this.#session = message.session
    if (message.type !== 'progress') return
    const steps = message.progress.flatMap(({ chapter, done }) => done.map((check) => ({ chapter, check })))
    for (const step of steps) this.#steps.heard(this.#name, step)
    this.#done = new Set(steps.map(({ chapter, check }) => `${chapter}/${check}`))
  }
}
