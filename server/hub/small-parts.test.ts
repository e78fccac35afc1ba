import { expect, test, vi } from 'vitest'
import { testAccountRecord } from '../testing/test-account.ts'
import { Accounts } from './accounts.ts'
import { pageOf } from './listings.ts'
import { PullMeter } from './pull-meter.ts'
import { registryOf } from './registry.ts'
import { matching } from './search.ts'
import { parseScopes } from './token-endpoint.ts'
import { Tokens } from './tokens.ts'

test('scopes come in one text or in several; what is none is left out', () => {
  expect(
    parseScopes(['repository:a/b:pull,push repository:c:*', 'registry:catalog:*', 'repository:UP:pull']),
  ).toEqual([
    { name: 'a/b', actions: ['pull', 'push'] },
    { name: 'c', actions: ['pull', 'push', 'delete'] },
  ])
})

test('pages follow each other without a gap', () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  expect(pageOf(names, new URLSearchParams('n=2'))).toMatchObject({ items: ['a', 'b'], hasMore: true })
  expect(pageOf(names, new URLSearchParams('n=3&last=b'))).toMatchObject({
    items: ['c', 'd', 'e'],
    hasMore: false,
  })
  expect(pageOf(names, new URLSearchParams('last=bb')).items).toEqual(['c', 'd', 'e'])
  expect(() => pageOf(names, new URLSearchParams('n=-1'))).toThrow('invalid number')
})

test('a search finds words in names and descriptions, official and well-known ones first', () => {
  const entry = (name: string, description: string, stars: number, isOfficial = false) => ({
    name,
    description,
    stars,
    isOfficial,
  })
  const all = [
    entry('me/nginx', '', 0),
    entry('linuxserver/nginx', 'A web server', 200),
    entry('library/nginx', 'Official build of nginx', 20_000, true),
    entry('library/postgres', 'A database', 14_000, true),
  ]
  expect(matching(all, 'nginx').map(({ name }) => name)).toEqual([
    'library/nginx',
    'linuxserver/nginx',
    'me/nginx',
  ])
  expect(matching(all, 'Database').map(({ name }) => name)).toEqual(['library/postgres'])
  expect(matching(all, 'web nginx')).toHaveLength(1)
  expect(matching(all, 'nothing')).toEqual([])
})

test('the pull limit counts pulls of each source, forgets them after its window, and never goes below none', () => {
  let now = 0
  const meter = new PullMeter(() => now)
  const remaining = (source: string, isPull: boolean) =>
    meter.headers(source, { isPull, isSignedIn: false })['ratelimit-remaining']
  expect(remaining('10.0.0.1', true)).toBe('99;w=21600')
  expect(remaining('10.0.0.1', false)).toBe('99;w=21600')
  expect(remaining('10.0.0.2', false)).toBe('100;w=21600')
  for (let pull = 0; pull < 200; pull++) remaining('10.0.0.1', true)
  expect(remaining('10.0.0.1', false)).toBe('0;w=21600')
  now += 6 * 3600 * 1000
  expect(remaining('10.0.0.1', false)).toBe('100;w=21600')
})

test('accounts are those that their broker named last; what it left out has ended', () => {
  const accounts = new Accounts()
  const ended: string[] = []
  accounts.on('ended', ({ username }) => ended.push(username))
  const [otter, fox, owl] = ['wise-otter-42', 'calm-fox-7', 'short-owl-1'].map(testAccountRecord)
  accounts.replace('one', [otter!, fox!])
  accounts.replace('two', [owl!])
  accounts.replace('one', [otter!])
  expect(ended).toEqual(['calm-fox-7'])
  expect(
    accounts
      .all()
      .map(({ username }) => username)
      .sort(),
  ).toEqual(['short-owl-1', 'wise-otter-42'])
  accounts.expire(Number.MAX_SAFE_INTEGER + 1)
  expect(accounts.all()).toEqual([])
})

test('a password opens its own account only, under the technical names of Google and Azure, too', () => {
  const accounts = new Accounts()
  const otter = testAccountRecord('wise-otter-42')
  accounts.replace('one', [otter])
  const at = (host: string) => registryOf(host)!
  expect(accounts.authenticate(at('ghcr.io'), 'wise-otter-42', 'secret')).toBe(otter)
  expect(accounts.authenticate(at('ghcr.io'), 'wise-otter-42', 'Secret')).toBeUndefined()
  expect(accounts.authenticate(at('ghcr.io'), 'calm-fox-7', 'secret')).toBeUndefined()
  expect(accounts.authenticate(at('gcr.io'), 'oauth2accesstoken', 'secret')).toBe(otter)
  expect(accounts.authenticate(at('ghcr.io'), 'oauth2accesstoken', 'secret')).toBeUndefined()
  const azure = '00000000-0000-0000-0000-000000000000'
  expect(accounts.authenticate(at('wiseotter42.azurecr.io'), azure, 'secret')).toBe(otter)
  expect(accounts.authenticate(at('wiseotter42.azurecr.io'), azure, 'wrong')).toBeUndefined()
})

test('a token holds for its registry, and for this Hub', async () => {
  const tokens = new Tokens()
  const content = { username: 'wise-otter-42', grants: [{ name: 'a/b', actions: ['pull' as const] }] }
  const token = await tokens.issue('docker.io', content)
  expect(await tokens.verify('docker.io', token)).toEqual(content)
  expect(await tokens.verify('ghcr.io', token)).toBeUndefined()
  expect(await new Tokens().verify('docker.io', token)).toBeUndefined()
  expect(await tokens.verifyEcrPassword(token)).toBeUndefined()
  expect(await tokens.verifyEcrPassword(await tokens.issueEcrPassword('wise-otter-42'))).toBe('wise-otter-42')
})

test('a token ends after its time', async () => {
  vi.useFakeTimers()
  try {
    const tokens = new Tokens()
    const token = await tokens.issue('docker.io', { username: '', grants: [] })
    vi.advanceTimersByTime(299_000)
    expect(await tokens.verify('docker.io', token)).toBeDefined()
    vi.advanceTimersByTime(2_000)
    expect(await tokens.verify('docker.io', token)).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})
