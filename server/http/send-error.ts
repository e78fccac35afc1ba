import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ServerResponse } from 'node:http'
import { ERRORS, LabError, type ErrorCode } from '../protocol/errors.ts'

/** Fastify's own errors in our words; a code that is not here is INTERNAL. */
const FASTIFY_CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BAD_REQUEST',
  FST_ERR_CTP_INVALID_JSON_BODY: 'BAD_REQUEST',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BAD_REQUEST',
  FST_ERR_BAD_URL: 'BAD_REQUEST',
  FST_ERR_MAX_PARAM_LENGTH: 'BAD_REQUEST',
}

/** The only place where an error becomes an HTTP answer of the API. Unknown ones are logged here, once. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const labError = toLabError(error)
  if (labError.code === 'INTERNAL') {
    request.log.error(
      { err: error, method: request.method, route: request.routeOptions.url },
      'request failed',
    )
  }
  if (labError.retryAfterSeconds !== undefined) reply.header('retry-after', labError.retryAfterSeconds)
  return reply.code(ERRORS[labError.code].http).send(errorBody(labError))
}

/** The same for what is refused before it reaches the API. */
export function sendRawError(response: ServerResponse, error: LabError): void {
  const body = JSON.stringify(errorBody(error))
  if (error.retryAfterSeconds !== undefined) response.setHeader('retry-after', error.retryAfterSeconds)
  response.writeHead(ERRORS[error.code].http, { 'content-type': 'application/json', connection: 'close' })
  response.end(body)
}

export function errorBody({ code, message }: LabError): { error: { code: ErrorCode; message: string } } {
  return { error: { code, message } }
}

function toLabError(error: unknown): LabError {
  if (error instanceof LabError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new LabError('BAD_REQUEST', { detail: error.message })
  }
  const { code, statusCode } = error as Partial<FastifyError>
  if (statusCode === 429) return new LabError('RATE_LIMITED')
  const known = code === undefined ? undefined : FASTIFY_CODES[code]
  if (known) return new LabError(known)
  if (error instanceof SyntaxError && statusCode === 400) return new LabError('BAD_REQUEST')
  return new LabError('INTERNAL', { cause: error })
}
