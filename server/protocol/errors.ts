import type { ErrorTable } from './error-table.ts'
import { TEACHING_ERRORS } from './teaching-errors.ts'

/** Every error that a person can meet. `detail` of a LabError, where given, replaces the message. */
export const ERRORS = {
  BAD_REQUEST: { http: 400, retryable: false, message: 'The request is not well-formed.' },
  BAD_MESSAGE: { http: 400, retryable: false, message: 'The message is not part of the protocol.' },
  METHOD_NOT_ALLOWED: { http: 405, retryable: false, message: 'Pages can only be read.' },
  BODY_TOO_LARGE: { http: 413, retryable: false, message: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { http: 415, retryable: false, message: 'Send the body as application/json.' },
  ORIGIN_REFUSED: { http: 403, retryable: false, message: 'Requests from this site are not accepted.' },
  HOST_REFUSED: { http: 421, retryable: false, message: 'This server does not answer to that host name.' },
  ...TEACHING_ERRORS,
  NOT_OPERATOR: { http: 403, retryable: false, message: 'This needs the operator’s token.' },
  RATE_LIMITED: { http: 429, retryable: true, message: 'Too many requests. Wait a moment and try again.' },
  NO_SESSION: {
    http: 404,
    retryable: false,
    message: 'There is no session. Click Add New Instance to start one.',
  },
  SESSION_CLOSED: { http: 410, retryable: false, message: 'This session has ended.' },
  EXTENSION_LIMIT: {
    http: 409,
    retryable: false,
    message: 'This session has all the time that a session may have.',
  },
  INSTANCE_NOT_FOUND: { http: 404, retryable: false, message: 'There is no such instance in this session.' },
  INSTANCE_NOT_READY: { http: 409, retryable: true, message: 'This instance is still starting.' },
  INSTANCE_LIMIT: {
    http: 409,
    retryable: false,
    message: 'This session has all the instances it may have. Delete one first.',
  },
  INSTANCE_FAILED: {
    http: 502,
    retryable: true,
    message: 'The instance did not start. Delete it and try again.',
  },
  RESET_INCOMPLETE: {
    http: 502,
    retryable: true,
    message: 'Not everything could be reset. Reset again to try once more.',
  },
  LAB_NOT_FOUND: { http: 404, retryable: false, message: 'There is no such lab.' },
  CHAPTER_NOT_FOUND: { http: 404, retryable: false, message: 'There is no such chapter in this lab.' },
  BLOCK_NOT_FOUND: { http: 404, retryable: false, message: 'There is no such block in this chapter.' },
  CHECK_NOT_FOUND: { http: 404, retryable: false, message: 'There is no such check in this chapter.' },
  STEP_NOT_FOUND: { http: 404, retryable: false, message: 'There is no such step in this chapter.' },
  VARIABLE_NOT_FOUND: { http: 404, retryable: false, message: 'This chapter does not ask for such a value.' },
  VARIABLE_INVALID: {
    http: 400,
    retryable: false,
    message: 'This value does not have the form that is asked for.',
  },
  VARIABLE_MISSING: {
    http: 409,
    retryable: true,
    message: 'A value in this block is not known yet. An earlier step finds it.',
  },
  NOTHING_ASKS: {
    http: 409,
    retryable: true,
    message: 'Nothing is asking for this. Run the command above first.',
  },
  CATCH_UP_RUNNING: {
    http: 409,
    retryable: true,
    message: 'The instance is being prepared. Wait until it is done.',
  },
  CATCH_UP_FAILED: {
    http: 409,
    retryable: true,
    message: 'An earlier step could not be played. Look into the terminal, or reset the step.',
  },
  CHANNEL_UNKNOWN: { http: 400, retryable: false, message: 'This terminal is not attached.' },
  TERMINAL_BUSY: {
    http: 409,
    retryable: true,
    message: 'A command is still running. Wait for it, or stop it with Ctrl+C.',
  },
  TERMINAL_NOT_FOUND: { http: 404, retryable: false, message: 'This instance has no such terminal.' },
  TERMINAL_LIMIT: {
    http: 409,
    retryable: false,
    message: 'This instance has all the terminals it may have. Close one first.',
  },
  NOT_DRIVING: { http: 403, retryable: false, message: 'This terminal is for watching only.' },
  CAPACITY_FULL: { http: 503, retryable: true, message: 'The lab is full. Try again in a few minutes.' },
  ISOLATION_NONE: {
    http: 503,
    retryable: false,
    message: 'Instances would not be isolated on this machine, so none is started.',
  },
  INSTANCE_ENDED: {
    http: 410,
    retryable: false,
    message: 'This instance has ended.',
  },
  ENGINE_UNAVAILABLE: {
    http: 503,
    retryable: true,
    message: 'The lab engine does not answer. It is being brought back.',
  },
  DRAINING: {
    http: 503,
    retryable: true,
    message: 'The lab takes nobody new in for now: it is about to be serviced. What you have goes on.',
  },
  STORAGE_FULL: {
    http: 507,
    retryable: true,
    message: 'The lab has no room left to write this down. Your instances go on; try again in a minute.',
  },
  HUB_UNAVAILABLE: {
    http: 503,
    retryable: true,
    message: 'The Hub does not answer. It is being brought back.',
  },
  REPOSITORY_NOT_FOUND: {
    http: 404,
    retryable: false,
    message: 'The Hub has no such repository, or it is another session’s own.',
  },
  PREVIEW_NOT_FOUND: { http: 404, retryable: false, message: 'Nothing is published at this address.' },
  PREVIEW_UNREACHABLE: {
    http: 502,
    retryable: true,
    message: 'Nothing answers on this port. Is the container running?',
  },
  FILE_NOT_FOUND: {
    http: 404,
    retryable: false,
    message: 'There is no such file. A path without a leading slash begins in the shell’s folder.',
  },
  FOLDER_NOT_FOUND: {
    http: 404,
    retryable: false,
    message: 'The folder does not exist. Make it first, with mkdir -p.',
  },
  NOT_A_FILE: { http: 409, retryable: false, message: 'This is a folder or a device, not a file.' },
  NOT_TEXT: {
    http: 422,
    retryable: false,
    message: 'This file is not text, so it cannot be edited here. Download it instead.',
  },
  FILE_EXISTS: { http: 409, retryable: false, message: 'There is a file of that name already.' },
  FILE_CHANGED: { http: 409, retryable: false, message: 'The file has been changed meanwhile.' },
  FILE_TOO_LARGE: {
    http: 413,
    retryable: false,
    message: 'The file is too large: 100 MiB can be transferred, 1 MiB edited.',
  },
  FILE_REFUSED: {
    http: 409,
    retryable: false,
    message: 'The instance does not permit it. Is the file or its folder read-only?',
  },
  DISK_FULL: { http: 507, retryable: true, message: 'The disk of the instance is full. Remove something.' },
  TRANSFER_LIMIT: {
    http: 429,
    retryable: true,
    message: 'Other files of this session are on their way. Wait until one has arrived.',
  },
  TRANSFER_FAILED: {
    http: 502,
    retryable: true,
    message: 'The file did not get through. Check that the instance is running, then try again.',
  },
  SHUTTING_DOWN: { http: 503, retryable: true, message: 'The lab is restarting. Your instances are kept.' },
  NOT_FOUND: { http: 404, retryable: false, message: 'There is nothing at this address.' },
  INTERNAL: { http: 500, retryable: true, message: 'Something went wrong on our side.' },
} as const satisfies ErrorTable

export type ErrorCode = keyof typeof ERRORS

/** The one error type that reaches an edge (HTTP, WebSocket) on purpose; all others become INTERNAL there. */
export class LabError extends Error {
  readonly code: ErrorCode
  /** For retryable errors: when trying again makes sense. */
  readonly retryAfterSeconds: number | undefined

  /** Anything that was thrown; what is none of ours is INTERNAL, with it as its cause. */
  static of(error: unknown): LabError {
    return error instanceof LabError ? error : new LabError('INTERNAL', { cause: error })
  }

  constructor(
    code: ErrorCode,
    options: { detail?: string; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(options.detail ?? ERRORS[code].message, { cause: options.cause })
    this.name = 'LabError'
    this.code = code
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}
