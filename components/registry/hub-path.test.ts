import { describe, expect, it } from 'vitest'
import { parseHubPath, repositoryApiPath, repositoryPath, searchApiPath } from './hub-path.ts'

describe('parseHubPath', () => {
  it.each([
    ['r/library/nginx', 'docker.io', 'library/nginx'],
    ['r/wise-otter-42/my_app', 'docker.io', 'wise-otter-42/my_app'],
    ['r/library/nginx/tags', 'docker.io', 'library/nginx'],
    ['h/ghcr.io/wise-otter-42/app', 'ghcr.io', 'wise-otter-42/app'],
    [
      'h/123456789012.dkr.ecr.us-east-1.amazonaws.com/app',
      '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      'app',
    ],
    ['h/registry.gitlab.com/group/project/tags', 'registry.gitlab.com', 'group/project/tags'],
  ])('finds the repository of %s', (path, host, name) => {
    expect(parseHubPath(path.split('/'))).toEqual({ kind: 'repository', host, name })
  })

  it.each(['_/nginx', '_/nginx/tags'])('sends %s to the one page of an official image', (path) => {
    expect(parseHubPath(path.split('/'))).toEqual({ kind: 'redirect', path: '/hub/r/library/nginx' })
  })

  it.each([
    '',
    'r',
    'r/nginx',
    'r/library/nginx/builds',
    'r/library/Nginx',
    'r/library/..',
    'r/library/a%2fb',
    '_',
    '_/a/b',
    'h',
    'h/ghcr.io',
    'h/localhost/app',
    'h/ghcr.io/a//b',
    'x/library/nginx',
  ])('finds nothing at “%s”', (path) => expect(parseHubPath(path.split('/'))).toBeNull())
})

describe('repositoryPath', () => {
  it.each([
    { host: 'docker.io', name: 'library/nginx' },
    { host: 'docker.io', name: 'team/app/part' },
    { host: 'docker.io', name: 'bare' },
    { host: 'ghcr.io', name: 'x/y' },
    { host: 'registry.gitlab.com', name: 'a/b/c' },
  ])('leads back to $host/$name', (repository) => {
    const path = repositoryPath(repository).replace('/hub/', '').split('/')
    expect(parseHubPath(path)).toEqual({ kind: 'repository', ...repository })
  })

  it('is for docker.io as on hub.docker.com', () => {
    expect(repositoryPath({ host: 'docker.io', name: 'moby/buildkit' })).toBe('/hub/r/moby/buildkit')
  })
})

it('asks the API for a repository and for what matches a word, whatever characters it has', () => {
  expect(repositoryApiPath({ host: 'docker.io', name: 'library/nginx' })).toBe(
    '/api/hub/repositories/docker.io/library/nginx',
  )
  expect(searchApiPath('a&b=c d')).toBe('/api/hub/repositories?q=a%26b%3Dc+d')
})
