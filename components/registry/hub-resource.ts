import { ApiError, explain } from '../session/session-api.ts'

/** Something of the Hub as this page knows it. `path`: where it was read. */
export type HubResource<T> =
  | { status: 'loading' }
  | { status: 'missing'; path: string }
  | { status: 'failed'; path: string; problem: string }
  /** `problem`: why it may be out of date. */
  | { status: 'shown'; path: string; data: T; problem: string | null }

export type ReadOutcome<T> = { data: T } | { error: unknown }

/** What was read stays on the page while the Hub is away. */
export function nextResource<T>(
  previous: HubResource<T>,
  path: string,
  outcome: ReadOutcome<T>,
): HubResource<T> {
  if ('data' in outcome) return { status: 'shown', path, data: outcome.data, problem: null }
  const { error } = outcome
  if (error instanceof ApiError && error.code === 'REPOSITORY_NOT_FOUND') return { status: 'missing', path }
  const problem = explain(error)
  if (previous.status === 'shown' && previous.path === path) return { ...previous, problem }
  return { status: 'failed', path, problem }
}
