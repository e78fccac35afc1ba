import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOf, errorCode, HubClient } from '../testing/hub-client.ts'
import { basic, startThrowawayHub, testAccount, type ThrowawayHub } from '../testing/throwaway-hub.ts'

/** What a careless or hostile client cannot do, and what is left behind: nothing. */

const MiB = 1024 * 1024
const QUOTA_MIB = 100
const DOCKER = 'registry-1.docker.io'
const BLOBS = '/var/lib/registry/docker/registry/v2/blobs'
const POLL = { timeout: 10_000 }
const account = testAccount('wise-otter-42')
const NAME = 'wise-otter-42/app'
let hub: ThrowawayHub
let client: HubClient
beforeEach(async () => {
  hub = await startThrowawayHub({ quotaMib: QUOTA_MIB })
  await hub.control.replaceAccounts([account])
  client = new HubClient(hub, DOCKER, account)
})
afterEach(() => hub[Symbol.asyncDispose]())

function find(...conditions: string[]): Promise<string> {
  return hub.run('find', '/var/lib/registry/docker', ...conditions)
}

test('what goes over the quota is refused in the registry’s words, and takes no room', async () => {
  await client.pushImage(NAME, 'small', Buffer.alloc(60 * MiB, 'a'))
  const location = await client.startUpload(NAME)
  const answer = await client.send('PATCH', location, { body: Buffer.alloc(60 * MiB, 'b') })
  expect([answer.status, errorCode(answer)]).toEqual([403, 'DENIED'])
  expect(answer.text).toContain('0.1 GiB')
  await expect.poll(() => find('-path', '*/_uploads/*', '-name', 'data'), POLL).toBe('')
  // What is there stays readable, and deleting makes room.
  const { digest } = await client.pushImage(NAME, 'tiny', 'x')
  expect((await client.send('GET', `/v2/${NAME}/tags/list`)).json()).toMatchObject({
    tags: ['small', 'tiny'],
  })
  expect((await client.send('DELETE', `/v2/${NAME}/manifests/${digest}`)).status).toBe(202)
})

test('mounted layers of others count as little as they take', async () => {
  const other = testAccount('calm-fox-7')
  await hub.control.replaceAccounts([account, other])
  const { layer } = await new HubClient(hub, DOCKER, other).pushImage(
    'calm-fox-7/base',
    '1',
    Buffer.alloc(30 * MiB),
  )
  const mounted = await client.send('POST', `/v2/${NAME}/blobs/uploads/?mount=${layer}&from=calm-fox-7/base`)
  expect(mounted.status).toBe(201)
  await client.pushImage(NAME, '1', Buffer.alloc(60 * MiB, 'c'))
})

test('of an upload that its client breaks off, nothing remains', async () => {
  const location = await client.startUpload(NAME)
  const half = new Readable({ read() {} })
  half.push(Buffer.alloc(MiB))
  const headers = { ...basic(account.username, account.password), 'content-length': String(4 * MiB) }
  const leaving = new AbortController()
  const { signal } = leaving
  const sending = hub.send({ host: DOCKER, method: 'PATCH', path: location, headers, body: half, signal })
  const outcome = sending.then(
    () => 'answered',
    () => 'broken off',
  )
  await expect.poll(() => find('-path', '*/_uploads/*', '-name', 'data', '-size', '+512k')).not.toBe('')
  leaving.abort()
  expect(await outcome).toBe('broken off')
  await expect.poll(() => find('-path', '*/_uploads/*'), POLL).toBe('')
  expect((await client.send('GET', location)).status).toBe(404)
})

test('ten thousand tags are listed, in pages, too', async () => {
  const { digest } = await client.pushImage(NAME, 'first', 'x')
  const folder = `/var/lib/registry/docker/registry/v2/repositories/docker.io/${NAME}/_manifests/tags`
  // As the registry stores them; pushing so many takes minutes.
  await hub.run(
    'bash',
    '-c',
    `cd ${folder} && mkdir -p t{1..10000}/current && for i in {1..10000}; do printf ${digest} > t$i/current/link; done`,
  )
  const { tags } = (await client.send('GET', `/v2/${NAME}/tags/list`)).json<{ tags: string[] }>()
  expect(tags).toHaveLength(10_001)
  const page = await client.send('GET', `/v2/${NAME}/tags/list?n=3&last=t9998`)
  expect(page.json()).toMatchObject({ tags: ['t9999'] })
  const shown = await hub.control.repository({ host: 'docker.io', name: NAME, username: account.username })
  expect(shown).toMatchObject({ tagCount: 10_001 })
  expect(shown?.tags).toHaveLength(100)
})

test('a session that ends takes its repositories along, and their room is free after a collection', async () => {
  const kept = testAccount('calm-fox-7')
  await hub.control.replaceAccounts([account, kept])
  const { layer } = await client.pushImage(NAME, '1', 'only here')
  await new HubClient(hub, 'ghcr.io', account).pushImage(NAME, '1', 'also here')
  const shared = await new HubClient(hub, DOCKER, kept).pushImage('calm-fox-7/app', '1', 'theirs')
  await hub.control.replaceAccounts([kept])
  await expect.poll(() => find('-path', '*wise-otter-42*')).toBe('')
  await hub.control.collect()
  expect(await hub.run('ls', `${BLOBS}/sha256/${layer.slice(7, 9)}`)).not.toContain(layer.slice(7))
  const read = await new HubClient(hub, DOCKER, kept).send('GET', `/v2/calm-fox-7/app/blobs/${shared.layer}`)
  expect(read.text).toBe('theirs')
})

test('a collection in the middle of a push loses nothing of it', async () => {
  // Blobs without a manifest: for a collection they are garbage.
  for (const content of ['pushed before', '{}']) await client.pushBlob(NAME, content)
  const location = await client.startUpload(NAME)
  const started = await client.send('PATCH', location, { body: 'half' })
  await hub.control.collect()
  expect((await client.send('HEAD', `/v2/${NAME}/blobs/${digestOf('pushed before')}`)).status).toBe(200)
  const finished = await client.send(
    'PUT',
    `${started.headers.location}&digest=${digestOf('half and half')}`,
    {
      body: ' and half',
    },
  )
  expect(finished.status).toBe(201)
  await client.pushImage(NAME, 'whole', 'pushed before')
  await hub.control.collect()
  expect((await client.send('GET', `/v2/${NAME}/blobs/${digestOf('pushed before')}`)).text).toBe(
    'pushed before',
  )
  expect(await find('-path', '*drydock-guard*')).toBe('')
})

test('pushes and collections at the same time: every image is whole in the end', async () => {
  const pushes = Array.from({ length: 20 }, (_, index) =>
    client.pushImage(`wise-otter-42/many${index % 4}`, `t${index}`, `layer ${index % 7}`),
  )
  const collections = Array.from({ length: 3 }, () => hub.control.collect())
  const images = await Promise.all(pushes)
  await Promise.all(collections)
  for (const [index, { layer }] of images.entries()) {
    const answer = await client.send('GET', `/v2/wise-otter-42/many${index % 4}/blobs/${layer}`)
    expect(answer.text).toBe(`layer ${index % 7}`)
  }
})

test('many pushes of the same image to one repository: each is whole', async () => {
  const pushes = Array.from({ length: 60 }, (_, index) => client.pushImage(NAME, `t${index}`, 'the same'))
  expect(new Set((await Promise.all(pushes)).map(({ digest }) => digest)).size).toBe(1)
})

test('a registry that was killed comes back, and what was stored is there', async () => {
  const { layer } = await client.pushImage(NAME, '1', 'kept')
  await hub.run(
    'sh',
    '-c',
    'for p in /proc/[0-9]*; do [ "$(cat $p/comm)" = docker-registry ] && kill -9 ${p#/proc/}; done',
  )
  await expect
    .poll(async () => (await client.send('GET', `/v2/${NAME}/blobs/${layer}`)).text, POLL)
    .toBe('kept')
})
