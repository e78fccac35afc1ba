import { createReadStream } from 'node:fs'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Blob } from './layout.ts'

export interface RegistryAddress {
  /** Where `/v2/` is: http://127.0.0.1:5000 */
  baseUrl: string
  /** Instead of the address in `baseUrl`. */
  socketPath?: string
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** A registry answered in a way that makes going on senseless. */
export class RegistryAnswerError extends Error {
  override readonly name = 'RegistryAnswerError'
}

/** The part of the distribution API that pushing needs. Blobs are streamed from files. */
export class RegistryClient implements Disposable {
  readonly #baseUrl: URL
  readonly #socketPath: string | undefined
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 })

  constructor({ baseUrl, socketPath }: RegistryAddress) {
    this.#baseUrl = new URL(baseUrl)
    this.#socketPath = socketPath
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }

  async hasBlob(repository: string, digest: string): Promise<boolean> {
    return this.#isThere(`/v2/${repository}/blobs/${digest}`)
  }

  async hasManifest(repository: string, reference: string, digest: string): Promise<boolean> {
    const path = `/v2/${repository}/manifests/${reference}`
    const accept = 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json'
    const { status, headers } = await this.#send({ method: 'HEAD', path, headers: { accept } })
    return status === 200 && headers['docker-content-digest'] === digest
  }

  /** From another repository of the registry where that has it, else from the file. */
  async pushBlob(repository: string, blob: Blob & { path: string; mountFrom?: string }): Promise<void> {
    const query = blob.mountFrom ? `?mount=${blob.digest}&from=${encodeURIComponent(blob.mountFrom)}` : ''
    const start = await this.#send({ method: 'POST', path: `/v2/${repository}/blobs/uploads/${query}` })
    if (start.status === 201) return
    expectStatus(start, 202, `an upload to ${repository}`)
    // The host in it may be one that only the registry's own clients know.
    const location = new URL(start.headers.location ?? '', this.#baseUrl)
    location.searchParams.set('digest', blob.digest)
    const answer = await this.#send({
      method: 'PUT',
      path: `${location.pathname}${location.search}`,
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(blob.sizeBytes) },
      file: blob.path,
    })
    expectStatus(answer, 201, `blob ${blob.digest} of ${repository}`)
  }

  async pushManifest(
    repository: string,
    reference: string,
    manifest: Blob & { path: string; mediaType: string },
  ): Promise<void> {
    const answer = await this.#send({
      method: 'PUT',
      path: `/v2/${repository}/manifests/${reference}`,
      headers: { 'content-type': manifest.mediaType, 'content-length': String(manifest.sizeBytes) },
      file: manifest.path,
    })
    expectStatus(answer, 201, `${repository}:${reference}`)
  }

  async #isThere(path: string): Promise<boolean> {
    const { status } = await this.#send({ method: 'HEAD', path })
    return status === 200
  }

  async #send(options: {
    method: string
    path: string
    headers?: Record<string, string>
    file?: string
  }): Promise<Answer> {
    const { method, path, headers = {}, file } = options
    const call = request({
      agent: this.#agent,
      ...(this.#socketPath
        ? { socketPath: this.#socketPath }
        : { host: this.#baseUrl.hostname, port: this.#baseUrl.port }),
      method,
      path,
      headers: { host: this.#baseUrl.host, ...(method === 'POST' && { 'content-length': '0' }), ...headers },
    })
    const answer = new Promise<Answer>((resolve, reject) => {
      call.once('error', reject).once('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.once('error', reject)
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      })
    })
    const sent = file === undefined ? Promise.resolve(call.end()) : pipeline(createReadStream(file), call)
    // An early refusal ends the upload: the answer says more than the broken pipe.
    sent.catch(() => undefined)
    return answer
  }
}

function expectStatus({ status, text }: Answer, expected: number, what: string): void {
  if (status === expected) return
  throw new RegistryAnswerError(`The registry answered ${status} for ${what}: ${text.trim().slice(0, 300)}`)
}
