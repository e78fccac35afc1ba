import type { Readable } from 'node:stream'
import { MAX_FORM_BYTES } from './limits.ts'
import { RegistryError } from './registry-errors.ts'

/** Throws SIZE_INVALID beyond the limit. */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  // The stream stays: who sends too much is still to be answered.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new RegistryError('SIZE_INVALID')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export async function readForm(body: Readable): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(body, MAX_FORM_BYTES)).toString('utf8'))
}
