import { Transform } from 'node:stream'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { challenge } from './challenge.ts'
import type { AccountRecord } from './control-protocol.ts'
import { namesOf, type Exchange } from './exchange.ts'
import type { HubServices } from './hub-services.ts'
import { RegistryError } from './registry-errors.ts'
import { isDigest, isRepositoryName } from './registry-route.ts'
import { storedName } from './registry.ts'
import { relay, upstreamLocation } from './relay.ts'
import type { Upload } from './uploads.ts'
import { discard, forwardedHeaders } from './upstream.ts'

type Services = Pick<HubServices, 'upstream' | 'collector' | 'quota' | 'uploads'>

/** `POST /v2/<name>/blobs/uploads/`: begins an upload, or mounts a blob that another repository has. */
export async function startUpload(services: Services, exchange: Exchange, name: string): Promise<void> {
  const { upstream, uploads, quota, collector } = services
  const { request, response, caller, query } = exchange
  if (request.method !== 'POST') throw new RegistryError('UNSUPPORTED')
  const account = requirePusher(exchange, name)
  await quota.open(account)
  uploads.requireRoom(account)
  const names = namesOf(exchange, name)
  const mount = mountOf(exchange)
  const from = mount && storedName(caller.registry, mount.from)
  const target = `/v2/${names.stored}/blobs/uploads/`
  const send = (path: string) => upstream.send({ method: 'POST', path })
  const mountQuery = mount && new URLSearchParams({ mount: mount.digest, from: from! })
  const mounted = ({ statusCode }: IncomingMessage) => (statusCode === 201 ? mount?.digest : undefined)
  const answer = mountQuery
    ? await collector.whileKept(names.stored, () => send(`${target}?${mountQuery}`), mounted)
    : await send(target)
  const id = answer.headers['docker-upload-uuid']
  const location = upstreamLocation(answer)
  if (answer.statusCode === 202 && typeof id === 'string' && location)
    uploads.add({ id, account, repository: names.stored, location })
  // One request with everything in it; https://github.com/opencontainers/distribution-spec, "single POST".
  const digest = query.get('digest')
  const upload = typeof id === 'string' ? uploads.get(id) : undefined
  if (digest !== null && upload && !mount) {
    discard(answer)
    return uploads.whileUsed(upload, () => finish(services, exchange, { names, upload, digest }))
  }
  return relay(answer, response, { names })
}

/** `/v2/<name>/blobs/uploads/<id>` */
export async function continueUpload(
  services: Services,
  exchange: Exchange,
  { name, uploadId }: { name: string; uploadId: string },
): Promise<void> {
  const { upstream, uploads } = services
  const { request, response, query } = exchange
  requirePusher(exchange, name)
  const names = namesOf(exchange, name)
  const upload = uploads.get(uploadId)
  if (!upload?.location.startsWith(`/v2/${names.stored}/`)) throw new RegistryError('BLOB_UPLOAD_UNKNOWN')
  return uploads.whileUsed(upload, async () => {
    if (request.method === 'PUT') {
      return finish(services, exchange, { names, upload, digest: query.get('digest') ?? '' })
    }
    if (request.method === 'PATCH') {
      const answer = await sendChunk(services, exchange, upload)
      upload.location = upstreamLocation(answer) ?? upload.location
      return relay(answer, response, { names })
    }
    if (request.method === 'DELETE') uploads.remove(uploadId)
    else if (request.method !== 'GET') throw new RegistryError('UNSUPPORTED')
    return relay(await upstream.send({ method: request.method, path: upload.location }), response, { names })
  })
}

/** Stores what the request still carries, then the whole as a blob: only that short part keeps a collection waiting. */
async function finish(
  services: Services,
  exchange: Exchange,
  { names, upload, digest }: { names: { stored: string; name: string }; upload: Upload; digest: string },
): Promise<void> {
  const { upstream, uploads, collector, quota } = services
  const { response } = exchange
  if (!isDigest(digest)) throw new RegistryError('DIGEST_INVALID', { detail: 'the query needs a digest' })
  if (hasBody(exchange.request)) {
    const chunk = await sendChunk(services, exchange, upload)
    if (chunk.statusCode !== 202) return relay(chunk, response, { names })
    discard(chunk)
    upload.location = upstreamLocation(chunk) ?? upload.location
  }
  const path = `${upload.location}${upload.location.includes('?') ? '&' : '?'}${new URLSearchParams({ digest })}`
  const answer = await collector.whileKept(
    names.stored,
    () => upstream.send({ method: 'PUT', path }),
    ({ statusCode }) => (statusCode === 201 ? digest : undefined),
  )
  if (answer.statusCode !== 201) quota.forget(upload.account)
  // Also after a refusal: the registry drops an upload whose digest is wrong.
  uploads.remove(upload.id)
  return relay(answer, response, { names })
}

/** Streams the request's body into the upload; its bytes count as they come. */
async function sendChunk(
  { upstream, quota, uploads }: Services,
  { request }: Exchange,
  upload: Upload,
): Promise<IncomingMessage> {
  requireInOrder(request, upload)
  const count = await quota.open(upload.account)
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      try {
        count(chunk.length)
        upload.receivedBytes += chunk.length
        callback(null, chunk)
      } catch (error) {
        callback(error as Error)
      }
    },
  })
  try {
    return await upstream.stream(
      { method: 'PATCH', path: upload.location, headers: chunkHeaders(request) },
      request,
      counter,
    )
  } catch (error) {
    // Over the quota, or the client went away: engines then begin anew, so nothing is kept.
    void uploads.cancel(upload).catch(() => undefined)
    throw error
  }
}

/** The real registry of this version does not look at it, and would join the chunks in the order of their arrival. */
function requireInOrder({ headers }: IncomingMessage, { receivedBytes }: Upload): void {
  const start = /^(?:bytes )?(\d+)-/.exec(headers['content-range'] ?? '')?.[1]
  if (start === undefined || Number(start) === receivedBytes) return
  throw new RegistryError('BLOB_UPLOAD_INVALID', {
    message: 'chunks must come in order',
    detail: { received: receivedBytes },
  })
}

function chunkHeaders(request: IncomingMessage): OutgoingHttpHeaders {
  return { ...forwardedHeaders(request.headers), 'content-type': 'application/octet-stream' }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function requirePusher({ caller }: Exchange, name: string): AccountRecord {
  caller.require([{ name, actions: ['pull', 'push'] }])
  // Nobody may push without an account; the policy has no such case.
  if (!caller.account) throw new RegistryError('UNAUTHORIZED', { headers: challenge(caller.registry, []) })
  return caller.account
}

/** `undefined`, and so a plain upload, when the caller may not read the other repository. */
function mountOf({ query, caller }: Exchange): { digest: string; from: string } | undefined {
  const digest = query.get('mount')
  const from = query.get('from')
  if (digest === null || from === null || !isDigest(digest) || !isRepositoryName(from)) return undefined
  return caller.may('pull', from) ? { digest, from } : undefined
}
