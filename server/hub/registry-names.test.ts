import { describe, expect, test } from 'vitest'
import { testAccountRecord } from '../testing/test-account.ts'
import { allowedActions, owns } from './access-policy.ts'
import { registryOf } from './registry.ts'
import { parseRegistryRoute } from './registry-route.ts'

const digest = `sha256:${'a'.repeat(64)}`
const id = '01234567-89ab-cdef-0123-456789abcdef'

test('all names of Docker Hub are one registry; every other host is its own', () => {
  for (const name of ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'auth.docker.io']) {
    expect(registryOf(name)).toMatchObject({ kind: 'docker', host: 'docker.io' })
  }
  expect(registryOf('eu.gcr.io')).toMatchObject({ kind: 'google', host: 'eu.gcr.io' })
  expect(registryOf('123456789012.dkr.ecr.eu-west-3.amazonaws.com')).toMatchObject({
    kind: 'amazon',
    awsAccountId: '123456789012',
  })
  expect(registryOf('wiseotter42.azurecr.io')).toMatchObject({ kind: 'azure', azureName: 'wiseotter42' })
  const others = [
    'example.com',
    '12.dkr.ecr.us-east-1.amazonaws.com',
    '123456789012.dkr.ecr.mars-1.amazonaws.com',
    'a-b.azurecr.io',
    'evil.docker.io',
    '',
  ]
  for (const name of others) expect(registryOf(name)).toBeUndefined()
})

describe('routes', () => {
  test.each([
    ['/v2', { kind: 'base' }],
    ['/v2/', { kind: 'base' }],
    ['/v2/_catalog', { kind: 'catalog' }],
    ['/v2/library/nginx/tags/list', { kind: 'tags', name: 'library/nginx' }],
    ['/v2/a/manifests/1.0', { kind: 'manifest', name: 'a', reference: '1.0' }],
    [`/v2/a/manifests/${digest}`, { kind: 'manifest', name: 'a', reference: digest }],
    [`/v2/a/manifests/${digest.replace(':', '%3A')}`, { kind: 'manifest', name: 'a', reference: digest }],
    [`/v2/a/b/c/blobs/${digest}`, { kind: 'blob', name: 'a/b/c', digest }],
    ['/v2/a/blobs/uploads/', { kind: 'upload-start', name: 'a' }],
    ['/v2/a/blobs/uploads', { kind: 'upload-start', name: 'a' }],
    [`/v2/a/blobs/uploads/${id}`, { kind: 'upload', name: 'a', uploadId: id }],
    [`/v2/a/referrers/${digest}`, { kind: 'referrers', name: 'a', digest }],
    // Words of the API may be in names.
    ['/v2/blobs/manifests/manifests/tags', { kind: 'manifest', name: 'blobs/manifests', reference: 'tags' }],
  ])('%s', (path, route) => expect(parseRegistryRoute(path)).toEqual(route))

  test.each([
    ['/v1/', 'NOT_FOUND'],
    ['/v2x', 'NOT_FOUND'],
    ['/v2/a', 'NOT_FOUND'],
    ['/v2/%', 'NOT_FOUND'],
    ['/v2/A/tags/list', 'NAME_INVALID'],
    ['/v2/../x/tags/list', 'NAME_INVALID'],
    ['/v2/a/%2e%2e/b/tags/list', 'NAME_INVALID'],
    ['/v2/a%2F..%2Fb/tags/list', 'NAME_INVALID'],
    ['/v2/_uploads/x/tags/list', 'NAME_INVALID'],
    [`/v2/${'a/'.repeat(101)}a/tags/list`, 'NAME_INVALID'],
    ['/v2/a/manifests/-x', 'TAG_INVALID'],
    [`/v2/a/manifests/${'x'.repeat(129)}`, 'TAG_INVALID'],
    ['/v2/a/manifests/sha256:abc', 'DIGEST_INVALID'],
    ['/v2/a/blobs/latest', 'DIGEST_INVALID'],
    ['/v2/a/blobs/uploads/not-an-id', 'NOT_FOUND'],
  ])('%s is refused', (path, problem) => expect(parseRegistryRoute(path)).toBe(problem))
})

describe('who may do what', () => {
  const account = testAccountRecord('wise-otter-42')
  const ask = (host: string, name: string, isInCatalog = false) =>
    allowedActions({ registry: registryOf(host)!, name, account, isInCatalog })

  test.each([
    ['docker.io', 'wise-otter-42/app'],
    ['ghcr.io', 'wise-otter-42/team/app'],
    ['gcr.io', 'wise-otter-42/app'],
    ['registry.gitlab.com', 'wise-otter-42/project/app'],
    [`${account.awsAccountId}.dkr.ecr.us-east-1.amazonaws.com`, 'any/name'],
    ['wiseotter42.azurecr.io', 'any/name'],
  ])('%s/%s is the account’s own', (host, name) =>
    expect(ask(host, name)).toEqual(['pull', 'push', 'delete']),
  )

  test.each([
    ['docker.io', 'wise-otter-42', ['pull']],
    ['docker.io', 'wise-otter-421/app', ['pull']],
    ['docker.io', 'library/wise-otter-42', ['pull']],
    ['ghcr.io', 'calm-fox-7/app', []],
    ['ghcr.io', 'wise-otter-42', []],
    ['calmfox7.azurecr.io', 'app', []],
    ['000000000000.dkr.ecr.us-east-1.amazonaws.com', 'app', []],
  ])('%s/%s is not', (host, name, actions) => expect(ask(host, name)).toEqual(actions))

  test('the catalogue is for everybody to read, and for nobody to change', () => {
    expect(ask('gcr.io', 'google-containers/pause', true)).toEqual(['pull'])
    expect(ask('docker.io', 'wise-otter-42/app', true)).toEqual(['pull'])
    expect(owns(account, registryOf('docker.io')!, 'library/nginx')).toBe(false)
  })
})
