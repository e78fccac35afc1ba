import { createHash } from 'node:crypto'
import type { HubAnswer, ThrowawayHub } from './throwaway-hub.ts'
import { basic } from './throwaway-hub.ts'
import type { ExpiringHubAccount } from '../ports/hub.ts'

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'

export function digestOf(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/** Speaks the distribution API to one registry of the Hub, as one account. */
export class HubClient {
  readonly #hub: ThrowawayHub
  readonly #host: string
  readonly #credentials: Record<string, string>

  constructor(hub: ThrowawayHub, host: string, account: ExpiringHubAccount | null) {
    this.#hub = hub
    this.#host = host
    this.#credentials = account ? basic(account.username, account.password) : {}
  }

  send(
    method: string,
    path: string,
    { headers, body }: { headers?: Record<string, string>; body?: Buffer | string } = {},
  ): Promise<HubAnswer> {
    const all = { ...this.#credentials, ...headers }
    return this.#hub.send({
      host: this.#host,
      method,
      path,
      headers: all,
      ...(body !== undefined && { body }),
    })
  }

  /** Begins an upload and answers with where it goes on. */
  async startUpload(name: string): Promise<string> {
    const answer = await this.send('POST', `/v2/${name}/blobs/uploads/`)
    if (answer.status !== 202) throw new Error(`upload refused: ${answer.status} ${answer.text}`)
    return answer.headers.location!
  }

  async pushBlob(name: string, content: Buffer | string): Promise<HubAnswer> {
    const location = await this.startUpload(name)
    return this.send('PUT', `${location}&digest=${digestOf(content)}`, { body: content })
  }

  /** One layer and a configuration, under a tag; answers with the manifest's digest. */
  async pushImage(
    name: string,
    tag: string,
    layer: Buffer | string,
  ): Promise<{ digest: string; layer: string }> {
    const config = JSON.stringify({
      os: 'linux',
      architecture: 'amd64',
      rootfs: { type: 'layers', diff_ids: [] },
    })
    for (const content of [layer, config]) {
      const pushed = await this.pushBlob(name, content)
      if (pushed.status !== 201) throw new Error(`blob refused: ${pushed.status} ${pushed.text}`)
    }
    const manifest = manifestOf(config, layer)
    const answer = await this.putManifest(name, tag, manifest)
    if (answer.status !== 201) throw new Error(`manifest refused: ${answer.status} ${answer.text}`)
    return { digest: digestOf(manifest), layer: digestOf(layer) }
  }

  putManifest(name: string, reference: string, manifest: string): Promise<HubAnswer> {
    return this.send('PUT', `/v2/${name}/manifests/${reference}`, {
      headers: { 'content-type': MANIFEST_TYPE },
      body: manifest,
    })
  }
}

export function manifestOf(config: string, layer: Buffer | string): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: digestOf(config),
      size: Buffer.byteLength(config),
    },
    layers: [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar',
        digest: digestOf(layer),
        size: Buffer.byteLength(layer),
      },
    ],
  })
}

/** The first code of an error in the protocol's form. */
export function errorCode(answer: HubAnswer): string | undefined {
  return answer.json<{ errors?: { code: string }[] }>().errors?.[0]?.code
}
