import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf, errorCode, HubClient, MANIFEST_TYPE, manifestOf } from '../testing/hub-client.ts'
import { startThrowawayHub, testAccount, type ThrowawayHub } from '../testing/throwaway-hub.ts'

/** Each endpoint of https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md, by raw HTTP. */

const account = testAccount('wise-otter-42')
const NAME = 'wise-otter-42/app'
const UNKNOWN = `sha256:${'0'.repeat(64)}`
let hub: ThrowawayHub
let client: HubClient
beforeAll(async () => {
  hub = await startThrowawayHub()
  await hub.control.replaceAccounts([account])
  client = new HubClient(hub, 'registry-1.docker.io', account)
})
afterAll(() => hub[Symbol.asyncDispose]())

describe('pull', () => {
  test('end-1: the base tells the version of the API', async () => {
    const answer = await client.send('GET', '/v2/')
    expect(answer.status).toBe(200)
    expect(answer.headers['docker-distribution-api-version']).toBe('registry/2.0')
  })

  test('end-2, end-3: blobs and manifests, by HEAD and GET, by tag and digest, and in ranges', async () => {
    const pushed = await client.pushImage(NAME, 'pull', 'some layer')
    for (const reference of ['pull', pushed.digest]) {
      const head = await client.send('HEAD', `/v2/${NAME}/manifests/${reference}`, {
        headers: { accept: MANIFEST_TYPE },
      })
      expect(head.status).toBe(200)
      expect(head.headers['docker-content-digest']).toBe(pushed.digest)
      expect(head.headers['content-type']).toBe(MANIFEST_TYPE)
      const get = await client.send('GET', `/v2/${NAME}/manifests/${reference}`, {
        headers: { accept: MANIFEST_TYPE },
      })
      expect(digestOf(get.body)).toBe(pushed.digest)
    }
    const blob = `/v2/${NAME}/blobs/${pushed.layer}`
    const head = await client.send('HEAD', blob)
    expect([head.status, head.headers['content-length']]).toEqual([200, '10'])
    expect((await client.send('GET', blob)).text).toBe('some layer')
    const part = await client.send('GET', blob, { headers: { range: 'bytes=5-' } })
    expect([part.status, part.text]).toEqual([206, 'layer'])
  })

  test('what is not there has the specification’s code', async () => {
    await client.pushImage(NAME, 'there', 'x')
    const tag = await client.send('GET', `/v2/${NAME}/manifests/missing`)
    expect([tag.status, errorCode(tag)]).toEqual([404, 'MANIFEST_UNKNOWN'])
    const digest = await client.send('GET', `/v2/${NAME}/manifests/${UNKNOWN}`)
    expect([digest.status, errorCode(digest)]).toEqual([404, 'MANIFEST_UNKNOWN'])
    const blob = await client.send('GET', `/v2/${NAME}/blobs/${UNKNOWN}`)
    expect([blob.status, errorCode(blob)]).toEqual([404, 'BLOB_UNKNOWN'])
    const tags = await client.send('GET', '/v2/wise-otter-42/nothing/tags/list')
    expect([tags.status, errorCode(tags)]).toEqual([404, 'NAME_UNKNOWN'])
    for (const answer of [tag, digest, blob, tags]) expect(answer.text).not.toContain('docker.io/')
  })
})

describe('push', () => {
  test('end-4a, end-6: a blob in a POST and a PUT', async () => {
    const answer = await client.pushBlob(NAME, 'two requests')
    expect(answer.status).toBe(201)
    expect(answer.headers['docker-content-digest']).toBe(digestOf('two requests'))
    expect(answer.headers.location).toBe(`/v2/${NAME}/blobs/${digestOf('two requests')}`)
  })

  test('end-4b: a blob in a single POST', async () => {
    const digest = digestOf('one request')
    const answer = await client.send('POST', `/v2/${NAME}/blobs/uploads/?digest=${digest}`, {
      body: 'one request',
    })
    expect(answer.status).toBe(201)
    expect((await client.send('GET', `/v2/${NAME}/blobs/${digest}`)).text).toBe('one request')
  })

  test('end-5, end-13: a blob in chunks, which come in order', async () => {
    let location = await client.startUpload(NAME)
    const first = await client.send('PATCH', location, {
      headers: { 'content-range': '0-4', 'content-type': 'application/octet-stream' },
      body: 'first',
    })
    expect([first.status, first.headers.range]).toEqual([202, '0-4'])
    location = first.headers.location!
    const status = await client.send('GET', location)
    expect([status.status, status.headers.range]).toEqual([204, '0-4'])
    const wrong = await client.send('PATCH', location, { headers: { 'content-range': '9-12' }, body: 'late' })
    expect(wrong.status).toBe(416)
    const last = await client.send('PUT', `${location}&digest=${digestOf('first, last')}`, {
      headers: { 'content-range': '5-10' },
      body: ', last',
    })
    expect(last.status).toBe(201)
    expect((await client.send('GET', `/v2/${NAME}/blobs/${digestOf('first, last')}`)).text).toBe(
      'first, last',
    )
  })

  test('end-11: a blob of another repository is mounted; an unknown one leads to a plain upload', async () => {
    const { layer } = await client.pushImage(NAME, 'source', 'to be mounted')
    const mount = `/v2/wise-otter-42/other/blobs/uploads/?mount=${layer}&from=${NAME}`
    const mounted = await client.send('POST', mount)
    expect(mounted.status).toBe(201)
    expect(mounted.headers.location).toBe(`/v2/wise-otter-42/other/blobs/${layer}`)
    const unknown = await client.send(
      'POST',
      `/v2/wise-otter-42/other/blobs/uploads/?mount=${UNKNOWN}&from=${NAME}`,
    )
    expect(unknown.status).toBe(202)
    expect((await client.send('DELETE', unknown.headers.location!)).status).toBe(204)
  })

  test('end-7: a manifest under a tag and under its digest', async () => {
    const { digest } = await client.pushImage(NAME, 'seven', 'layer of seven')
    const manifest = (
      await client.send('GET', `/v2/${NAME}/manifests/seven`, { headers: { accept: MANIFEST_TYPE } })
    ).text
    const byDigest = await client.putManifest(NAME, digest, manifest)
    expect(byDigest.status).toBe(201)
    expect(byDigest.headers.location).toBe(`/v2/${NAME}/manifests/${digest}`)
  })

  test('what cannot be stored has the specification’s code', async () => {
    const location = await client.startUpload(NAME)
    const wrong = await client.send('PUT', `${location}&digest=${UNKNOWN}`, { body: 'not that' })
    expect([wrong.status, errorCode(wrong)]).toEqual([400, 'DIGEST_INVALID'])
    const gone = await client.send('PATCH', location, { body: 'more' })
    expect([gone.status, errorCode(gone)]).toEqual([404, 'BLOB_UPLOAD_UNKNOWN'])
    const invalid = await client.putManifest(NAME, 'broken', '{"schemaVersion": 2')
    expect([invalid.status, errorCode(invalid)]).toEqual([400, 'MANIFEST_INVALID'])
    const empty = await client.putManifest(NAME, 'empty', manifestOf('{}', 'never pushed'))
    expect([empty.status, errorCode(empty)]).toEqual([400, 'MANIFEST_BLOB_UNKNOWN'])
    const other = await client.putManifest(NAME, UNKNOWN, manifestOf('{}', 'never pushed'))
    expect([other.status, errorCode(other)]).toEqual([400, 'DIGEST_INVALID'])
    const large = await client.putManifest(NAME, 'large', ' '.repeat(4 * 1024 * 1024 + 1))
    expect([large.status, errorCode(large)]).toEqual([413, 'SIZE_INVALID'])
  })

  test('names that are none, and tricks with paths, are refused', async () => {
    for (const name of [
      'Upper/case',
      'wise-otter-42/a%2F..%2F..%2Flibrary',
      'wise-otter-42//a',
      'wise-otter-42/a..b',
      '_x/y',
    ]) {
      const answer = await client.send('GET', `/v2/${name}/tags/list`)
      expect([name, answer.status, errorCode(answer)]).toEqual([name, 400, 'NAME_INVALID'])
    }
    const long = await client.send('GET', `/v2/${'a'.repeat(300)}/tags/list`)
    expect([long.status, errorCode(long)]).toEqual([400, 'NAME_INVALID'])
    const dots = await client.send('GET', '/v2/../../etc/passwd')
    expect(dots.status).toBe(404)
    const reference = await client.send('GET', `/v2/${NAME}/manifests/..%2F..%2Fx`)
    expect(reference.status).toBe(400)
    const digest = await client.send('GET', `/v2/${NAME}/blobs/sha256:short`)
    expect([digest.status, errorCode(digest)]).toEqual([400, 'DIGEST_INVALID'])
  })
})

describe('content discovery', () => {
  test('end-8a, end-8b: tags in order, whole and in pages', async () => {
    const name = 'wise-otter-42/tags'
    for (const tag of ['b', 'a', 'c']) await client.pushImage(name, tag, 'same')
    expect((await client.send('GET', `/v2/${name}/tags/list`)).json()).toEqual({
      name,
      tags: ['a', 'b', 'c'],
    })
    const first = await client.send('GET', `/v2/${name}/tags/list?n=2`)
    expect(first.json()).toEqual({ name, tags: ['a', 'b'] })
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.link as string)?.[1]
    expect((await client.send('GET', next!)).json()).toEqual({ name, tags: ['c'] })
    const none = await client.send('GET', `/v2/${name}/tags/list?n=0`)
    expect(none.json()).toEqual({ name, tags: [] })
    const wrong = await client.send('GET', `/v2/${name}/tags/list?n=many`)
    expect([wrong.status, errorCode(wrong)]).toEqual([400, 'PAGINATION_NUMBER_INVALID'])
  })

  test('the catalogue lists what this host has', async () => {
    await client.pushImage('wise-otter-42/listed', '1', 'x')
    await new HubClient(hub, 'ghcr.io', account).pushImage('wise-otter-42/elsewhere', '1', 'x')
    const { repositories } = (await client.send('GET', '/v2/_catalog')).json<{ repositories: string[] }>()
    expect(repositories).toContain('wise-otter-42/listed')
    expect(repositories).not.toContain('wise-otter-42/elsewhere')
    const page = await client.send('GET', '/v2/_catalog?n=1')
    expect(page.json()).toEqual({ repositories: repositories.slice(0, 1) })
    expect(page.headers.link).toContain('rel="next"')
  })

  test('end-12a: referrers are what this registry has: none, so that clients use the tag schema', async () => {
    const { digest } = await client.pushImage(NAME, 'referred', 'x')
    expect((await client.send('GET', `/v2/${NAME}/referrers/${digest}`)).status).toBe(404)
    const image = `sha256-${digest.slice('sha256:'.length)}`
    await client.pushImage(NAME, image, 'signature')
    const tagged = await client.send('GET', `/v2/${NAME}/manifests/${image}`, {
      headers: { accept: MANIFEST_TYPE },
    })
    expect(tagged.status).toBe(200)
  })
})

describe('content management', () => {
  test('end-9, end-10: a manifest goes with its tags, and a blob', async () => {
    const { digest, layer } = await client.pushImage('wise-otter-42/gone', 'tag', 'to be deleted')
    expect((await client.send('DELETE', `/v2/wise-otter-42/gone/manifests/${digest}`)).status).toBe(202)
    const tag = await client.send('GET', '/v2/wise-otter-42/gone/manifests/tag')
    expect([tag.status, errorCode(tag)]).toEqual([404, 'MANIFEST_UNKNOWN'])
    expect((await client.send('DELETE', `/v2/wise-otter-42/gone/blobs/${layer}`)).status).toBe(202)
    expect((await client.send('HEAD', `/v2/wise-otter-42/gone/blobs/${layer}`)).status).toBe(404)
    const again = await client.send('DELETE', `/v2/wise-otter-42/gone/manifests/${digest}`)
    expect([again.status, errorCode(again)]).toEqual([404, 'MANIFEST_UNKNOWN'])
  })
})
