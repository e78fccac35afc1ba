import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RegistryError } from './registry-errors.ts'

/** Where Alpine's `apk` looks for packages. */
export const PACKAGE_HOST = 'dl-cdn.alpinelinux.org'

/** Plain names only: no hidden files, and no way up. */
const PATH = /^\/alpine(?:\/[A-Za-z0-9][A-Za-z0-9._+~-]*)+$/

/** Serves the files that set-up has put there. */
export async function answerPackage(
  packagesDir: string,
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') throw new RegistryError('UNSUPPORTED')
  const path = url.split('?', 1)[0]!.replaceAll('%2B', '+')
  const file = join(packagesDir, path)
  const info = PATH.test(path) ? await stat(file).catch(() => undefined) : undefined
  if (!info?.isFile()) throw new RegistryError('NOT_FOUND', { message: `the lab has no package ${path}` })
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': info.size })
  if (method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file), response)
}
