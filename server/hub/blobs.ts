import type { IncomingMessage } from 'node:http'
import type { Exchange } from './exchange.ts'
import { isRead, namesOf } from './exchange.ts'
import type { HubServices } from './hub-services.ts'
import { RegistryError } from './registry-errors.ts'
import { relay } from './relay.ts'
import { forwardedHeaders } from './upstream.ts'

type Services = Pick<HubServices, 'upstream' | 'collector' | 'quota'>

/** `/v2/<name>/blobs/<digest>` */
export async function answerBlob(
  { upstream, collector, quota }: Services,
  exchange: Exchange,
  { name, digest }: { name: string; digest: string },
): Promise<void> {
  const { request, response, caller } = exchange
  const names = namesOf(exchange, name)
  const method = request.method ?? ''
  const send = () =>
    upstream.send({
      method,
      path: `/v2/${names.stored}/blobs/${digest}`,
      headers: forwardedHeaders(request.headers),
    })
  if (isRead(exchange)) {
    caller.require([{ name, actions: ['pull'] }])
    // A push asks before each blob whether it is there, and does not send what is.
    const isForPush = method === 'HEAD' && caller.may('push', name)
    const isThere = ({ statusCode }: IncomingMessage) => (statusCode === 200 ? digest : undefined)
    const answer = isForPush ? await collector.whileKept(names.stored, send, isThere) : await send()
    return relay(answer, response, { names })
  }
  if (method !== 'DELETE') throw new RegistryError('UNSUPPORTED')
  caller.require([{ name, actions: ['delete'] }])
  await relay(await send(), response, { names })
  if (caller.account) quota.forget(caller.account)
}
