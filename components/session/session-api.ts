import { z } from 'zod'
import { healthSchema, type Health } from '../../server/protocol/health.ts'
import type { InstanceName } from '../../server/protocol/ids.ts'
import { instanceViewSchema, sessionViewSchema } from '../../server/protocol/session.ts'
import type { InstanceView, SessionView } from '../../server/protocol/session.ts'

const REQUEST_TIMEOUT_MS = 30_000

const errorBodySchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

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
  addInstance(): Promise<InstanceView>
  deleteInstance(name: InstanceName): Promise<void>
  health(): Promise<Health>
}

export function createSessionApi(): SessionApi {
  return {
    async getSession() {
      try {
        return await readJson('GET', '/api/session', sessionViewSchema)
      } catch (error) {
        if (isGone(error)) return null
        throw error
      }
    },
    openSession: () => readJson('POST', '/api/session', sessionViewSchema),
    closeSession: () => command('DELETE', '/api/session'),
    addInstance: () => readJson('POST', '/api/session/instances', instanceViewSchema),
    deleteInstance: (name) => command('DELETE', `/api/session/instances/${name}`),
    health: () => readJson('GET', '/api/health', healthSchema),
  }
}

export function isGone(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'NO_SESSION' || error.code === 'SESSION_CLOSED')
}

/** What a person reads about any failure. */
export function explain(error: unknown): string {
  return error instanceof ApiError
    ? error.message
    : 'Something went wrong in this page. Reload it and try again.'
}

export async function readJson<T>(method: string, path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await request(method, path)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  throw new ApiError('BAD_ANSWER', 'The server gave an answer that this page cannot read. Reload the page.', {
    cause: parsed.error,
  })
}

async function command(method: string, path: string): Promise<void> {
  await request(method, path)
}

async function request(method: string, path: string): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(method !== 'GET' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
    })
  } catch (cause) {
    throw new ApiError('OFFLINE', 'Drydock does not answer. Check that it is running, then try again.', {
      cause,
    })
  }
  if (response.ok) return response
  const body = errorBodySchema.safeParse(await response.json().catch(() => undefined))
  if (body.success) throw new ApiError(body.data.error.code, body.data.error.message)
  throw new ApiError('INTERNAL', `Drydock answered with status ${response.status}. Try again in a moment.`)
}
