/** The registry protocol's errors: https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes */
export const REGISTRY_ERRORS = {
  UNAUTHORIZED: { status: 401, message: 'authentication required' },
  DENIED: { status: 403, message: 'requested access to the resource is denied' },
  NAME_INVALID: { status: 400, message: 'invalid repository name' },
  NAME_UNKNOWN: { status: 404, message: 'repository name not known to registry' },
  TAG_INVALID: { status: 400, message: 'invalid tag' },
  DIGEST_INVALID: { status: 400, message: 'provided digest did not match uploaded content' },
  BLOB_UPLOAD_UNKNOWN: { status: 404, message: 'blob upload unknown to registry' },
  BLOB_UPLOAD_INVALID: { status: 416, message: 'blob upload invalid' },
  MANIFEST_INVALID: { status: 400, message: 'manifest invalid' },
  SIZE_INVALID: { status: 413, message: 'the manifest is larger than this registry takes' },
  PAGINATION_NUMBER_INVALID: { status: 400, message: 'invalid number of results requested' },
  NOT_FOUND: { status: 404, message: 'there is nothing at this address' },
  UNSUPPORTED: { status: 405, message: 'the operation is unsupported' },
  TOOMANYREQUESTS: { status: 429, message: 'too many requests' },
  UNAVAILABLE: { status: 503, message: 'the registry is starting; try again in a moment' },
  UNKNOWN: { status: 500, message: 'unknown error' },
} as const satisfies Record<string, { status: number; message: string }>

export type RegistryErrorCode = keyof typeof REGISTRY_ERRORS

/** What a client is told in the protocol's own form; all else that is thrown becomes UNKNOWN. */
export class RegistryError extends Error {
  readonly code: RegistryErrorCode
  readonly status: number
  readonly headers: Record<string, string>
  readonly detail: unknown

  constructor(
    code: RegistryErrorCode,
    options: { message?: string; detail?: unknown; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(options.message ?? REGISTRY_ERRORS[code].message, { cause: options.cause })
    this.name = 'RegistryError'
    this.code = code
    this.status = REGISTRY_ERRORS[code].status
    this.headers = options.headers ?? {}
    this.detail = options.detail ?? null
  }

  toJSON(): unknown {
    return { errors: [{ code: this.code, message: this.message, detail: this.detail }] }
  }
}
