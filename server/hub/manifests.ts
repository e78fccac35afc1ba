import { isRead, namesOf, type Exchange } from './exchange.ts'
import type { HubServices } from './hub-services.ts'
import { MANIFEST_OVERHEAD_BYTES, MAX_MANIFEST_BYTES } from './limits.ts'
import { readBody } from './read-body.ts'
import { RegistryError } from './registry-errors.ts'
import { isDigest } from './registry-route.ts'
import { relay } from './relay.ts'
import { forwardedHeaders } from './upstream.ts'

type Services = Pick<HubServices, 'upstream' | 'collector' | 'quota' | 'pullMeter' | 'pushes'>

/** `/v2/<name>/manifests/<tag or digest>` */
export async function answerManifest(
  services: Services,
  exchange: Exchange,
  { name, reference }: { name: string; reference: string },
): Promise<void> {
  const { request, response, caller } = exchange
  const names = namesOf(exchange, name)
  const method = request.method ?? ''
  const upstreamRequest = {
    method,
    path: `/v2/${names.stored}/manifests/${reference}`,
    headers: forwardedHeaders(request.headers),
  }
  if (isRead(exchange)) {
    caller.require([{ name, actions: ['pull'] }])
    const answer = await services.upstream.send(upstreamRequest)
    return relay(answer, response, { names, headers: pullHeaders(services, exchange) })
  }
  if (method === 'DELETE') {
    caller.require([{ name, actions: ['delete'] }])
    await relay(await services.upstream.send(upstreamRequest), response, { names })
    if (caller.account) services.quota.forget(caller.account)
    return
  }
  if (method !== 'PUT') throw new RegistryError('UNSUPPORTED')
  await putManifest(services, exchange, { names, reference, upstreamRequest })
}

async function putManifest(
  { upstream, collector, quota, pushes }: Services,
  { request, response, caller }: Exchange,
  target: {
    names: { stored: string; name: string }
    reference: string
    upstreamRequest: Parameters<HubServices['upstream']['send']>[0]
  },
): Promise<void> {
  const { names, reference, upstreamRequest } = target
  caller.require([{ name: names.name, actions: ['pull', 'push'] }])
  const body = await readBody(request, MAX_MANIFEST_BYTES)
  if (caller.account) (await quota.open(caller.account))(body.length + MANIFEST_OVERHEAD_BYTES)
  const headers = { ...upstreamRequest.headers, 'content-length': body.length }
  const answer = await collector.whileKept(names.stored, () =>
    upstream.send({ ...upstreamRequest, headers, body }),
  )
  const digest = answer.headers['docker-content-digest']
  if (answer.statusCode === 201 && typeof digest === 'string' && caller.account) {
    const tag = isDigest(reference) ? null : reference
    const { username } = caller.account
    pushes.emit('push', { username, host: caller.registry.host, repository: names.name, tag, digest })
  }
  return relay(answer, response, { names })
}

/** Docker Hub alone tells of its pull limit. */
function pullHeaders({ pullMeter }: Services, { request, caller }: Exchange): Record<string, string> {
  if (caller.registry.kind !== 'docker') return {}
  const source = caller.account?.username ?? request.socket.remoteAddress ?? 'unknown'
  return pullMeter.headers(source, { isPull: request.method === 'GET', isSignedIn: caller.account !== null })
}
