import type Docker from 'dockerode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HubClient, MANIFEST_TYPE } from '../testing/hub-client.ts'
import { hostEngine, startThrowawayHub, testAccount } from '../testing/throwaway-hub.ts'

/** Live mode, with a sandbox Hub in the place of the real Docker Hub. */

const NETWORK = 'drydock-mirror-test'
const account = testAccount('wise-otter-42')
let host: Docker
beforeAll(async () => {
  host = await hostEngine()
  await host.createNetwork({ Name: NETWORK })
})
afterAll(() => host.getNetwork(NETWORK).remove())

test('instances pull through one cache, whose account they do not have; what it has, it has without its upstream', async () => {
  const aliases = ['registry-1.docker.io', 'auth.docker.io']
  const upstream = await startThrowawayHub({ network: { name: NETWORK, aliases } })
  try {
    await upstream.control.replaceAccounts([account])
    const { layer } = await new HubClient(upstream, 'registry-1.docker.io', account).pushImage(
      'wise-otter-42/app',
      '1',
      'from far away',
    )
    const { username, password } = account
    await using mirror = await startThrowawayHub({
      network: { name: NETWORK, aliases: ['mirror'] },
      mirror: { url: 'https://registry-1.docker.io', username, password },
    })
    const pull = (path: string) =>
      mirror.send({
        host: 'mirror',
        path: `/v2/wise-otter-42/app/${path}`,
        headers: { accept: MANIFEST_TYPE },
      })
    expect((await pull('manifests/1')).status).toBe(200)
    expect((await pull(`blobs/${layer}`)).text).toBe('from far away')
    // The mirror stores a blob after it has passed it on.
    await expect
      .poll(() => mirror.run('find', '/var/lib/registry/mirror', '-name', 'data'))
      .toContain(layer.slice(7))
    await upstream.container.stop()
    expect((await pull(`blobs/${layer}`)).text).toBe('from far away')
    expect((await pull('manifests/1')).status).toBe(200)
  } finally {
    await upstream[Symbol.asyncDispose]()
  }
})
