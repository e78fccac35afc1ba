/** What a request below `/v2/` asks for. The parts have been checked: each is safe in a path of the real registry. */
export type RegistryRoute =
  | { kind: 'base' }
  | { kind: 'catalog' }
  | { kind: 'tags'; name: string }
  | { kind: 'manifest'; name: string; reference: string }
  | { kind: 'blob'; name: string; digest: string }
  | { kind: 'referrers'; name: string; digest: string }
  | { kind: 'upload-start'; name: string }
  | { kind: 'upload'; name: string; uploadId: string }

export type RouteProblem = 'NAME_INVALID' | 'TAG_INVALID' | 'DIGEST_INVALID' | 'NOT_FOUND'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests */
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/
const DIGEST = /^sha(?:256:[a-f0-9]{64}|512:[a-f0-9]{128})$/
const UPLOAD_ID = /^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/
/** The real registry allows 255; the longest host goes in front of ours. */
const MAX_NAME_LENGTH = 200

export function isRepositoryName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && NAME.test(name)
}

export function isDigest(text: string): boolean {
  return DIGEST.test(text)
}

/** `path` as it came, without its query. */
export function parseRegistryRoute(path: string): RegistryRoute | RouteProblem {
  const decoded = decodeOnce(path)
  if (decoded === '/v2') return { kind: 'base' }
  if (!decoded?.startsWith('/v2/')) return 'NOT_FOUND'
  const rest = decoded.slice('/v2/'.length).replace(/\/blobs\/uploads$/, '/blobs/uploads/')
  if (rest === '') return { kind: 'base' }
  if (rest === '_catalog') return { kind: 'catalog' }
  const match = /^(.*)\/(tags|manifests|blobs|referrers)\/(.*)$/.exec(
    rest.replace(/\/uploads\/(?=[^/]*$)/, '/uploads:'),
  )
  if (!match) return 'NOT_FOUND'
  const [, name, collection, item] = match as unknown as [string, string, string, string]
  if (!isRepositoryName(name)) return 'NAME_INVALID'
  return parseItem(name, collection, item)
}

function parseItem(name: string, collection: string, item: string): RegistryRoute | RouteProblem {
  if (collection === 'tags') return item === 'list' ? { kind: 'tags', name } : 'NOT_FOUND'
  if (collection === 'manifests') {
    if (item.includes(':'))
      return isDigest(item) ? { kind: 'manifest', name, reference: item } : 'DIGEST_INVALID'
    return TAG.test(item) ? { kind: 'manifest', name, reference: item } : 'TAG_INVALID'
  }
  if (collection === 'blobs' && item.startsWith('uploads:')) {
    const uploadId = item.slice('uploads:'.length)
    if (uploadId === '') return { kind: 'upload-start', name }
    return UPLOAD_ID.test(uploadId) ? { kind: 'upload', name, uploadId } : 'NOT_FOUND'
  }
  if (!isDigest(item)) return 'DIGEST_INVALID'
  return { kind: collection === 'blobs' ? 'blob' : 'referrers', name, digest: item }
}

function decodeOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
