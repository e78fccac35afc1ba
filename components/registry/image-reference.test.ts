import { describe, expect, it } from 'vitest'
import { dockerHubUrl, pullCommand, shortName } from './image-reference.ts'

describe('shortName', () => {
  it.each([
    ['docker.io', 'library/nginx', 'nginx'],
    ['docker.io', 'moby/buildkit', 'moby/buildkit'],
    ['docker.io', 'wise-otter-42/app', 'wise-otter-42/app'],
    ['ghcr.io', 'wise-otter-42/app', 'ghcr.io/wise-otter-42/app'],
    ['registry.gitlab.com', 'wise-otter-42/shop/app', 'registry.gitlab.com/wise-otter-42/shop/app'],
    ['gcr.io', 'library/nginx', 'gcr.io/library/nginx'],
  ])('of %s and %s is %s', (host, name, short) => expect(shortName({ host, name })).toBe(short))

  it('keeps what Docker would otherwise take for the name of an account', () => {
    expect(shortName({ host: 'docker.io', name: 'library/team/app' })).toBe('library/team/app')
  })
})

it('pulls by the name that the documents use', () => {
  expect(pullCommand({ host: 'docker.io', name: 'library/nginx' }, '1.25-alpine')).toBe(
    'docker image pull nginx:1.25-alpine',
  )
  expect(pullCommand({ host: 'ghcr.io', name: 'x/y' }, '1')).toBe('docker image pull ghcr.io/x/y:1')
})

it('knows the pages of the real Docker Hub, and of no other registry', () => {
  expect(dockerHubUrl({ host: 'docker.io', name: 'library/nginx' })).toBe('https://hub.docker.com/_/nginx')
  expect(dockerHubUrl({ host: 'docker.io', name: 'moby/buildkit' })).toBe(
    'https://hub.docker.com/r/moby/buildkit',
  )
  expect(dockerHubUrl({ host: 'ghcr.io', name: 'x/y' })).toBeNull()
})
