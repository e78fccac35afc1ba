import type { FastifyReply } from 'fastify'
import { LabError } from '../protocol/errors.ts'

/** Aborts when the browser goes before it has its whole answer. */
export function untilGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort(new LabError('TRANSFER_FAILED'))
  })
  return controller.signal
}
