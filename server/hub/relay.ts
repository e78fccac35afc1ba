import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { MAX_BUFFERED_BYTES } from './limits.ts'
import { readBody } from './read-body.ts'

const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
  'proxy-authenticate',
]

export interface RelayOptions {
  /** The real registry's name of the repository, which clients do not know, and theirs. */
  names: { stored: string; name: string }
  headers?: Record<string, string>
}

/** Passes the real registry's answer on, with the names and addresses that the client knows. */
export async function relay(
  answer: IncomingMessage,
  response: ServerResponse,
  { names, headers = {} }: RelayOptions,
): Promise<void> {
  const status = answer.statusCode ?? 502
  const kept = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name))
  const all: Record<string, string | string[] | undefined> = { ...Object.fromEntries(kept), ...headers }
  if (answer.headers.location) all.location = publicLocation(answer.headers.location, names)
  if (status >= 400 && answer.headers['content-type']?.includes('json')) {
    const text = (await readBody(answer, MAX_BUFFERED_BYTES))
      .toString('utf8')
      .replaceAll(names.stored, names.name)
    all['content-length'] = String(Buffer.byteLength(text))
    response.writeHead(status, all)
    response.end(text)
    return
  }
  response.writeHead(status, all)
  await pipeline(answer, response)
}

/** Relative to the host that the client asked, so that it holds for every name and port of ours. */
function publicLocation(location: string, { stored, name }: RelayOptions['names']): string {
  const { pathname, search } = new URL(location, 'http://registry')
  const path = pathname.startsWith(`/v2/${stored}/`)
    ? `/v2/${name}/${pathname.slice(stored.length + 5)}`
    : pathname
  return `${path}${search}`
}

/** Where the real registry goes on: the path and query of an answer's `Location`. */
export function upstreamLocation(answer: IncomingMessage): string | undefined {
  if (!answer.headers.location) return undefined
  const { pathname, search } = new URL(answer.headers.location, 'http://registry')
  return `${pathname}${search}`
}
