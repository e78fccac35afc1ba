import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { equalSecrets } from '../lib/random.ts'

/** Amazon's own tolerance. */
const MAX_SKEW_MS = 15 * 60_000
const ALGORITHM = 'AWS4-HMAC-SHA256'

export interface SignedRequest {
  method: string
  /** With its query. */
  url: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface ClaimedSignature {
  accessKeyId: string
  /** `<date>/<region>/<service>/aws4_request` */
  scope: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
}

/** Who a request says that it is from; `undefined` when it is not signed in this way. */
export function claimedSignature(authorization: string | undefined): ClaimedSignature | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)\/(\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization ?? '',
    )
  if (!match) return undefined
  const [, accessKeyId, scope, region, service, signedHeaders, signature] = match as unknown as string[]
  return {
    accessKeyId: accessKeyId!,
    scope: scope!,
    region: region!,
    service: service!,
    signedHeaders: signedHeaders!.split(';'),
    signature: signature!,
  }
}

/**
 * Signature version 4, checked by making it again:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isSignedBy(
  secretAccessKey: string,
  claimed: ClaimedSignature,
  request: SignedRequest,
  now: number,
): boolean {
  const date = String(request.headers['x-amz-date'] ?? '')
  const isFresh = Math.abs(now - parseDate(date)) <= MAX_SKEW_MS
  if (!isFresh || !date.startsWith(claimed.scope.slice(0, 8))) return false
  const text = [ALGORITHM, date, claimed.scope, sha256(canonicalRequest(claimed, request))].join('\n')
  const key = claimed.scope
    .split('/')
    .reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`)
  return equalSecrets(hmac(key, text).toString('hex'), claimed.signature)
}

function canonicalRequest(
  { signedHeaders }: ClaimedSignature,
  { method, url, headers, body }: SignedRequest,
): string {
  const [path = '/', query = ''] = url.split('?', 2)
  const parameters = query.split('&').filter(Boolean).sort().join('&')
  const values = signedHeaders.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  )
  return [method, path, parameters, values.join(''), signedHeaders.join(';'), sha256(body)].join('\n')
}

/** `20261124T133000Z`; NaN, which is near no time, for anything else. */
function parseDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
