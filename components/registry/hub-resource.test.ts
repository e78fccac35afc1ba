import { expect, it } from 'vitest'
import { ApiError } from '../session/session-api.ts'
import { nextResource, type HubResource } from './hub-resource.ts'

const PATH = '/api/hub/repositories?q=nginx'
const shown: HubResource<string> = { status: 'shown', path: PATH, data: 'nginx', problem: null }
const away = { error: new ApiError('HUB_UNAVAILABLE', 'The Hub does not answer.') }
const missing = { error: new ApiError('REPOSITORY_NOT_FOUND', 'There is no such repository.') }

it('keeps what was read while the Hub is away, and says so', () => {
  expect(nextResource(shown, PATH, away)).toEqual({ ...shown, problem: 'The Hub does not answer.' })
  expect(nextResource({ ...shown, problem: 'away' }, PATH, { data: 'again' })).toEqual({
    ...shown,
    data: 'again',
  })
})

it('does not pass off the answer to another question', () => {
  expect(nextResource(shown, `${PATH}x`, away)).toEqual({
    status: 'failed',
    path: `${PATH}x`,
    problem: 'The Hub does not answer.',
  })
})

it('tells a repository that is not there from a Hub that is not there', () => {
  expect(nextResource({ status: 'loading' }, PATH, missing).status).toBe('missing')
  expect(nextResource(shown, PATH, missing).status).toBe('missing')
  expect(nextResource<string>({ status: 'loading' }, PATH, away).status).toBe('failed')
})
