import { instanceNameSchema, type InstanceName } from '../protocol/ids.ts'

/** A port of an instance as a host name: `5000--node1--<key>.<preview domain>`. The key is the credential. */
export interface PreviewTarget {
  port: number
  instance: InstanceName
  key: string
}

/** The name that previews are sub-domains of: an address has none, but loopback's name `localhost` does. */
export function previewParent(previewDomain: string): string {
  return /^(127\.[\d.]+|\[?::1\]?)$/.test(previewDomain) ? 'localhost' : previewDomain.toLowerCase()
}

export function previewHost({ port, instance, key }: PreviewTarget, previewDomain: string): string {
  return `${port}--${instance}--${key}.${previewDomain}`
}

/** `undefined` when the host (without port) is not a well-formed preview host of this domain. */
export function parsePreviewHost(host: string, previewDomain: string): PreviewTarget | undefined {
  const suffix = `.${previewDomain}`
  if (!host.endsWith(suffix)) return undefined
  const match = /^(\d{1,5})--(node[0-9]+)--([a-z2-7]{26,40})$/.exec(host.slice(0, -suffix.length))
  if (!match) return undefined
  const port = Number(match[1])
  const instance = instanceNameSchema.safeParse(match[2])
  if (!instance.success || port < 1 || port > 65535) return undefined
  return { port, instance: instance.data, key: match[3]! }
}
