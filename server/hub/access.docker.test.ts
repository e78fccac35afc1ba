import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorCode, HubClient } from '../testing/hub-client.ts'
import { basic, startThrowawayHub, testAccount, type ThrowawayHub } from '../testing/throwaway-hub.ts'

/** Who may do what, at each of the registries that the Hub answers as. */

const otter = testAccount('wise-otter-42')
const fox = testAccount('calm-fox-7')
const AUTH = 'auth.docker.io'
const DOCKER = 'registry-1.docker.io'
let hub: ThrowawayHub
beforeAll(async () => {
  hub = await startThrowawayHub()
  await hub.control.replaceAccounts([otter, fox])
})
afterAll(() => hub[Symbol.asyncDispose]())

async function token(scope: string, credentials: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({ service: 'registry.docker.io', scope })
  const answer = await hub.send({ host: AUTH, path: `/token?${query}`, headers: credentials })
  return answer.json<{ token: string }>().token
}

function withToken(host: string, value: string, method: string, path: string) {
  return hub.send({ host, method, path, headers: { authorization: `Bearer ${value}` } })
}

test.each([
  [DOCKER, 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"'],
  ['gcr.io', 'Bearer realm="https://gcr.io/v2/token",service="gcr.io"'],
  ['ghcr.io', 'Bearer realm="https://ghcr.io/token",service="ghcr.io"'],
  ['registry.gitlab.com', 'Bearer realm="https://registry.gitlab.com/jwt/auth",service="container_registry"'],
  [
    'wiseotter42.azurecr.io',
    'Bearer realm="https://wiseotter42.azurecr.io/oauth2/token",service="wiseotter42.azurecr.io"',
  ],
  [
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    'Basic realm="https://123456789012.dkr.ecr.us-east-1.amazonaws.com/",service="ecr.amazonaws.com"',
  ],
])('%s says how to sign in', async (host, challenge) => {
  const answer = await hub.send({ host, path: '/v2/' })
  expect([answer.status, errorCode(answer)]).toEqual([401, 'UNAUTHORIZED'])
  expect(answer.headers['www-authenticate']).toBe(challenge)
})

test('a token is for what was asked, and allowed, and for one registry', async () => {
  const pull = await token('repository:wise-otter-42/app:pull', basic(otter.username, otter.password))
  const start = '/v2/wise-otter-42/app/blobs/uploads/'
  expect((await withToken(DOCKER, pull, 'POST', start)).status).toBe(403)
  const push = await token('repository:wise-otter-42/app:pull,push', basic(otter.username, otter.password))
  expect((await withToken(DOCKER, push, 'POST', start)).status).toBe(202)
  expect((await withToken('ghcr.io', push, 'POST', start)).status).toBe(401)
  const others = await token('repository:calm-fox-7/app:pull,push', basic(otter.username, otter.password))
  const denied = await withToken(DOCKER, others, 'POST', '/v2/calm-fox-7/app/blobs/uploads/')
  expect([denied.status, errorCode(denied)]).toEqual([403, 'DENIED'])
})

test('without an account there is an anonymous token, for public pulls only', async () => {
  await new HubClient(hub, DOCKER, otter).pushImage('wise-otter-42/public', '1', 'x')
  const anonymous = await token('repository:wise-otter-42/public:pull,push')
  expect((await withToken(DOCKER, anonymous, 'GET', '/v2/wise-otter-42/public/tags/list')).status).toBe(200)
  const push = await withToken(DOCKER, anonymous, 'POST', '/v2/wise-otter-42/public/blobs/uploads/')
  expect([push.status, errorCode(push)]).toEqual([401, 'UNAUTHORIZED'])
  expect(push.headers['www-authenticate']).toContain('error="insufficient_scope"')
  const bare = await hub.send({ host: DOCKER, path: '/v2/wise-otter-42/public/tags/list' })
  expect(bare.headers['www-authenticate']).toContain('scope="repository:wise-otter-42/public:pull"')
})

test('a wrong password, a forged token and another’s password are refused', async () => {
  const wrong = await hub.send({ host: AUTH, path: '/token', headers: basic(otter.username, fox.password) })
  expect([wrong.status, errorCode(wrong)]).toEqual([401, 'UNAUTHORIZED'])
  const unknown = await hub.send({ host: AUTH, path: '/token', headers: basic('nobody', 'x') })
  expect(unknown.status).toBe(401)
  const good = await token('repository:wise-otter-42/app:pull', basic(otter.username, otter.password))
  const forged = await withToken(DOCKER, `${good.slice(0, -4)}AAAA`, 'GET', '/v2/')
  expect([forged.status, errorCode(forged)]).toEqual([401, 'UNAUTHORIZED'])
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  expect((await withToken(DOCKER, `${none}.${good.split('.')[1]}.`, 'GET', '/v2/')).status).toBe(401)
})

test('the form of OAuth works as the header does', async () => {
  const form = {
    grant_type: 'password',
    service: 'ghcr.io',
    username: otter.username,
    password: otter.password,
  }
  const body = new URLSearchParams({ ...form, scope: 'repository:wise-otter-42/app:pull,push' }).toString()
  const answer = await hub.send({ host: 'ghcr.io', method: 'POST', path: '/token', body })
  const { access_token: value } = answer.json<{ access_token: string }>()
  expect((await withToken('ghcr.io', value, 'POST', '/v2/wise-otter-42/app/blobs/uploads/')).status).toBe(202)
  const wrong = new URLSearchParams({ ...form, password: 'wrong' }).toString()
  expect((await hub.send({ host: 'ghcr.io', method: 'POST', path: '/token', body: wrong })).status).toBe(401)
})

test('everywhere but at docker.io, what a session pushes is its own', async () => {
  const places: [string, string][] = [
    ['ghcr.io', 'wise-otter-42/secret'],
    ['gcr.io', 'wise-otter-42/secret'],
    ['registry.gitlab.com', 'wise-otter-42/project/secret'],
    [`${otter.azureRegistry}.azurecr.io`, 'secret'],
  ]
  for (const [host, name] of places) {
    const { digest, layer } = await new HubClient(hub, host, otter).pushImage(name, '1', `layer at ${host}`)
    for (const reader of [fox, null]) {
      const client = new HubClient(hub, host, reader)
      for (const path of [`manifests/${digest}`, `blobs/${layer}`, 'tags/list']) {
        expect([401, 403]).toContain((await client.send('GET', `/v2/${name}/${path}`)).status)
      }
    }
    const thief = new HubClient(hub, host, fox)
    const { repositories } = (await thief.send('GET', '/v2/_catalog')).json<{ repositories: string[] }>()
    expect(repositories).not.toContain(name)
    // Neither by a mount into a repository of one's own.
    const own = host.endsWith('azurecr.io') ? undefined : name.replace(otter.username, fox.username)
    if (!own) continue
    const mounted = await thief.send('POST', `/v2/${own}/blobs/uploads/?mount=${layer}&from=${name}`)
    expect(mounted.status).toBe(202)
    expect((await thief.send('HEAD', `/v2/${own}/blobs/${layer}`)).status).toBe(404)
  }
})

test('nobody pushes outside of their own place', async () => {
  const places: [string, string][] = [
    [DOCKER, 'library/nginx'],
    [DOCKER, 'calm-fox-7/app'],
    [DOCKER, 'wise-otter-42/too/deep'],
    ['ghcr.io', 'calm-fox-7/app'],
    ['gcr.io', 'google-containers/pause'],
    ['gcr.io', 'wise-otter-42'],
    ['calmfox7.azurecr.io', 'app'],
  ]
  for (const [host, name] of places) {
    const client = new HubClient(hub, host, otter)
    const answer = await client.send('POST', `/v2/${name}/blobs/uploads/`)
    expect([host, name, answer.status, errorCode(answer)]).toEqual([host, name, 403, 'DENIED'])
    expect((await client.putManifest(name, 'tag', '{}')).status).toBe(403)
    expect((await client.send('DELETE', `/v2/${name}/manifests/sha256:${'0'.repeat(64)}`)).status).toBe(403)
  }
})

test('the names of registries are not those of others', async () => {
  for (const host of ['example.com', 'evil.ghcr.io', 'x.dkr.ecr.us-east-1.amazonaws.com', 'drydock-guard']) {
    const answer = await hub.send({ host, path: '/v2/' }).catch((error: Error) => error)
    // Most are not even in the certificate.
    if (!(answer instanceof Error)) expect(answer.status).toBe(404)
  }
})

test('docker.io tells of a pull limit that counts pulls, and refuses nobody', async () => {
  const client = new HubClient(hub, DOCKER, fox)
  await client.pushImage('calm-fox-7/limited', '1', 'x')
  const ask = (method: string) => client.send(method, '/v2/calm-fox-7/limited/manifests/1')
  const first = await ask('HEAD')
  expect(first.headers['ratelimit-limit']).toBe('200;w=21600')
  const remaining = (answer: typeof first) => Number.parseInt(String(answer.headers['ratelimit-remaining']))
  expect(remaining(await ask('HEAD'))).toBe(remaining(first))
  await ask('GET')
  expect(remaining(await ask('HEAD'))).toBe(remaining(first) - 1)
})

test('an account that has ended can do nothing, not even with a token that is still good', async () => {
  const guest = testAccount('short-owl-1')
  await hub.control.replaceAccounts([otter, fox, guest])
  const value = await token('repository:short-owl-1/app:pull,push', basic(guest.username, guest.password))
  await new HubClient(hub, DOCKER, guest).pushImage('short-owl-1/app', '1', 'x')
  await hub.control.replaceAccounts([otter, fox])
  expect((await withToken(DOCKER, value, 'POST', '/v2/short-owl-1/app/blobs/uploads/')).status).toBe(401)
  await expect
    .poll(
      async () => (await new HubClient(hub, DOCKER, fox).send('GET', '/v2/short-owl-1/app/tags/list')).status,
    )
    .toBe(404)
})
