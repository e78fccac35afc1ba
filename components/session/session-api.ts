import type { z } from 'zod'
import type { ClassView } from '../../server/protocol/class.ts'
import type { ErrorCode } from '../../server/protocol/errors.ts'
import type { Health } from '../../server/protocol/health.ts'
import type { InstanceName, TerminalNumber, TerminalRef } from '../../server/protocol/ids.ts'
import type { InstanceView, SessionView } from '../../server/protocol/session.ts'
import type { SessionEndAnswer, Timeline } from '../../server/protocol/timeline.ts'

const REQUEST_TIMEOUT_MS = 30_000
const UNREADABLE = 'The server gave an answer that this page cannot read. Reload the page.'

type Schema<T> = z.ZodType<T>

/** An answer that is not what was asked for. `OFFLINE`: there was none. */
export class ApiError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ApiError'
    this.code = code
  }
}

export interface SessionApi {
  /** Null when there is none (any more). */
  getSession(): Promise<SessionView | null>
  openSession(): Promise<SessionView>
  closeSession(): Promise<void>
  /** Gives it more time. */
  extendSession(): Promise<SessionView>
  addInstance(): Promise<InstanceView>
  deleteInstance(name: InstanceName): Promise<void>
  openTerminal(instance: InstanceName): Promise<{ number: TerminalNumber }>
  renameTerminal(ref: TerminalRef, name: string): Promise<void>
  closeTerminal(ref: TerminalRef, options: { isForced: boolean }): Promise<void>
  health(): Promise<Health>
  /** What happened in the session; for a while also after its end. */
  timeline(): Promise<Timeline>
  /** How it ended; null: it is open, or not known. */
  sessionEnd(): Promise<SessionEndAnswer['ended']>
  /** The workshop that this browser has a place in; null: none. */
  getClass(): Promise<ClassView | null>
  /** Asks the instructors for help, or no longer. */
  raiseHand(isRaised: boolean): Promise<ClassView>
  /** Gives the place away, and ends the session. */
  leaveClass(): Promise<void>
}

export function createSessionApi(): SessionApi {
  return {
    async getSession() {
      try {
        return await readJson('GET', '/api/session', sessionSchema)
      } catch (error) {
        if (isGone(error)) return null
        throw error
      }
    },
    openSession: () => readJson('POST', '/api/session', sessionSchema),
    closeSession: () => command('DELETE', '/api/session'),
    extendSession: () => readJson('POST', '/api/session/extend', sessionSchema),
    addInstance: () => readJson('POST', '/api/session/instances', instanceSchema),
    deleteInstance: (name) => command('DELETE', `/api/session/instances/${name}`),
    openTerminal: (instance) =>
      readJson('POST', `/api/session/instances/${instance}/terminals`, openedTerminalSchema),
    renameTerminal: (ref, name) => command('PATCH', terminalPath(ref), { name }),
    closeTerminal: (ref, { isForced }) => command('DELETE', `${terminalPath(ref)}?force=${isForced}`),
    health: () => readTrusted<Health>('/api/health'),
    timeline: () => readJson('GET', '/api/session/timeline', timelineSchema),
    sessionEnd: async () => (await readTrusted<SessionEndAnswer>('/api/session/end')).ended,
    getClass: readClass,
    raiseHand: async (isRaised) =>
      (await readJson('PUT', '/api/class/hand', handAnswerSchema, { isRaised })).class,
    leaveClass: () => command('DELETE', '/api/class'),
  }
}

/** Most visitors are in no workshop, which is read by hand. */
async function readClass(): Promise<ClassView | null> {
  const { class: found } = await readTrusted<{ class: unknown }>('/api/class')
  if (found === null) return null
  return (await import('../../server/protocol/class.ts')).classViewSchema.parse(found)
}

/** Whoever reads a chapter without a session does without schemas and the library that they are made with. */
async function sessionSchema(): Promise<Schema<SessionView>> {
  return (await import('../../server/protocol/session.ts')).sessionViewSchema
}

async function handAnswerSchema(): Promise<Schema<{ class: ClassView }>> {
  return (await import('../../server/protocol/class.ts')).handAnswerSchema
}

async function instanceSchema(): Promise<Schema<InstanceView>> {
  return (await import('../../server/protocol/session.ts')).instanceViewSchema
}

async function openedTerminalSchema(): Promise<Schema<{ number: TerminalNumber }>> {
  return (await import('../../server/protocol/session.ts')).openedTerminalSchema
}

async function timelineSchema(): Promise<Schema<Timeline>> {
  return (await import('../../server/protocol/timeline.ts')).timelineSchema
}

function terminalPath({ instance, terminal }: TerminalRef): string {
  return `/api/session/instances/${instance}/terminals/${terminal}`
}

export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof ApiError && error.code === code
}

export function isGone(error: unknown): boolean {
  return hasCode(error, 'NO_SESSION') || hasCode(error, 'SESSION_CLOSED')
}

/** What a person reads about any failure. */
export function explain(error: unknown): string {
  return error instanceof ApiError
    ? error.message
    : 'Something went wrong in this page. Reload it and try again.'
}

/** `schema`: may be one that is loaded meanwhile. */
export async function readJson<T>(
  method: string,
  path: string,
  schema: Schema<T> | (() => Promise<Schema<T>>),
  sent?: object,
): Promise<T> {
  const response = await request(method, path, sent)
  const body: unknown = await response.json().catch(() => undefined)
  const parsed = (typeof schema === 'function' ? await schema() : schema).safeParse(body)
  if (parsed.success) return parsed.data
  throw new ApiError('BAD_ANSWER', UNREADABLE, { cause: parsed.error })
}

/**
 * For an answer that only adds words to the page: it comes from the server that the page came from, and is worth less
 * than the library that would check it takes to load.
 */
async function readTrusted<T>(path: string): Promise<T> {
  const response = await request('GET', path)
  return (await response.json()) as T
}

export async function command(method: string, path: string, body?: object): Promise<void> {
  await request(method, path, body)
}

async function request(method: string, path: string, body: object = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(method !== 'GET' && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
  } catch (cause) {
    throw new ApiError('OFFLINE', 'Drydock does not answer. Check that it is running, then try again.', {
      cause,
    })
  }
  if (response.ok) return response
  const error = readError(await response.json().catch(() => undefined))
  if (error) throw new ApiError(error.code, error.message)
  throw new ApiError('INTERNAL', `Drydock answered with status ${response.status}. Try again in a moment.`)
}

/** By hand: "there is no session" is the first answer that most visitors get. */
function readError(body: unknown): { code: string; message: string } | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined
  const { error } = body
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error))
    return undefined
  const { code, message } = error
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : undefined
}
