import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { LabError } from '../../protocol/errors.ts'
import {
  changedFileSchema,
  fileStateSchema,
  placeQuerySchema,
  saveBodySchema,
  savedFileSchema,
  textFileSchema,
  uploadedFileSchema,
  uploadQuerySchema,
  versionQuerySchema,
} from '../../protocol/files.ts'
import { instanceNameSchema, type InstanceName } from '../../protocol/ids.ts'
import { MAX_FILE_BYTES, MAX_TEXT_BYTES } from '../../protocol/limits.ts'
import type { FileCaller } from '../../services/files.ts'
import type { Api, ApiServices } from '../api.ts'
import { attachment } from '../content-disposition.ts'
import { discardBody } from '../discard-body.ts'
import { errorBody } from '../send-error.ts'
import { untilGone } from '../until-gone.ts'

const URL = '/api/session/instances/:name/files'
const params = z.object({ name: instanceNameSchema })
/** JSON may write one byte of a text as six, and adds the version. */
const MAX_SAVE_BYTES = 6 * MAX_TEXT_BYTES + 1024

/** In a scope of its own: only here may a body be a stream of bytes. */
export function fileRoutes(api: Api, { files }: ApiServices): void {
  const callerOf = (request: FastifyRequest, reply: FastifyReply): FileCaller => ({
    session: request.session,
    instance: (request.params as { name: InstanceName }).name,
    signal: untilGone(reply),
  })

  api.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  api.route({
    method: 'PUT',
    url: URL,
    schema: {
      summary: 'Put a file into the current folder of a terminal’s shell',
      consumes: ['application/octet-stream'],
      params,
      querystring: uploadQuerySchema,
      response: { 200: uploadedFileSchema },
    },
    config: { action: 'file.write', hasLongBody: true },
    async handler(request, reply) {
      const { terminal, name, overwrite: isReplacing } = request.query
      try {
        const caller = callerOf(request, reply)
        if (!(request.body instanceof Readable)) throw new LabError('UNSUPPORTED_MEDIA_TYPE')
        if (Number(request.headers['content-length']) > MAX_FILE_BYTES) throw new LabError('FILE_TOO_LARGE')
        return await files.upload(caller, { terminal, name, isReplacing }, request.body)
      } finally {
        discardBody(request.raw)
      }
    },
  })

  api.route({
    method: 'GET',
    url: URL,
    schema: { summary: 'Download a file', params, querystring: placeQuerySchema },
    config: { action: 'file.read' },
    // HEAD would open the file and throw its content away.
    exposeHeadRoute: false,
    async handler(request, reply) {
      const { size, data } = await files.download(callerOf(request, reply), request.query)
      return reply
        .headers({
          'content-type': 'application/octet-stream',
          'content-length': size,
          'content-disposition': attachment(baseName(request.query.path)),
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
        })
        .send(data)
    },
  })

  api.route({
    method: 'GET',
    url: `${URL}/text`,
    schema: {
      summary: 'A file for the editor',
      params,
      querystring: placeQuerySchema,
      response: { 200: textFileSchema },
    },
    config: { action: 'file.read' },
    handler: (request, reply) => files.readText(callerOf(request, reply), request.query),
  })

  api.route({
    method: 'PUT',
    url: `${URL}/text`,
    schema: {
      summary: 'Save a file from the editor, unless it has been changed meanwhile',
      params,
      querystring: placeQuerySchema,
      body: saveBodySchema,
      response: { 200: savedFileSchema, 409: changedFileSchema },
    },
    config: { action: 'file.write' },
    bodyLimit: MAX_SAVE_BYTES,
    async handler(request, reply) {
      const outcome = await files.saveText(callerOf(request, reply), request.query, request.body)
      if (outcome.status === 'saved') return { path: outcome.path, version: outcome.version }
      const body = { ...errorBody(new LabError('FILE_CHANGED')), version: outcome.version }
      return reply.code(409).send(changedFileSchema.parse(body))
    },
  })

  api.route({
    method: 'GET',
    url: `${URL}/version`,
    schema: {
      summary: 'Whether a file is there, and which version; with `known` as soon as it is another one',
      params,
      querystring: versionQuerySchema,
      response: { 200: fileStateSchema },
    },
    config: { action: 'file.read' },
    handler(request, reply) {
      const { path, terminal, known, wait: seconds } = request.query
      const wait = known === undefined ? undefined : { known: known === 'absent' ? null : known, seconds }
      return files.state(callerOf(request, reply), { path, terminal }, wait)
    },
  })
}

/** Of the path as the browser wrote it: an instance has no say in the header. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || 'download'
}
