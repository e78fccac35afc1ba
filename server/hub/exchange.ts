import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from './caller.ts'
import { storedName } from './registry.ts'

/** One request to a registry, by somebody who has been identified. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  query: URLSearchParams
  caller: Caller
}

/** Both names of a repository: the client's, and the one in the real registry. */
export function namesOf({ caller }: Exchange, name: string): { stored: string; name: string } {
  return { stored: storedName(caller.registry, name), name }
}

export function isRead({ request }: Exchange): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}
