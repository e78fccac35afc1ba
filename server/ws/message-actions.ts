import type { Action } from '../domain/authorisation.ts'
import type { RateLimit } from '../domain/rate-limits.ts'
import type { TeachClientMessage } from '../protocol/cockpit.ts'
import type { ClientMessage } from '../protocol/messages.ts'

/** What each message of a browser does, of the table in `domain/authorisation.ts`. */
export const MESSAGE_ACTIONS = {
  attach: 'terminal.view',
  detach: 'terminal.view',
  ack: 'terminal.view',
  resize: 'terminal.resize',
  drive: 'terminal.resize',
  run: 'terminal.type',
  show: 'terminal.type',
  view: 'lab.follow',
  'catch-up': 'lab.play',
  reset: 'lab.play',
  'set-variable': 'variable.set',
  present: 'session.stay',
  'answer-poll': 'class.take-part',
  /** It types, too. */
  'run-offer': 'terminal.type',
  'dismiss-note': 'class.take-part',
  'answer-watch': 'class.take-part',
  'set-on-wall': 'class.take-part',
  follow: 'class.take-part',
  ping: 'session.connect',
} as const satisfies Record<ClientMessage['type'], Action>

/** Beside `session.frames`, which holds up all that come. */
export const MESSAGE_LIMITS: Partial<Record<ClientMessage['type'], RateLimit>> = {
  attach: 'session.attaches',
  resize: 'session.resizes',
  drive: 'session.resizes',
  run: 'session.typing',
  show: 'session.typing',
  'set-variable': 'session.typing',
  view: 'session.views',
  'catch-up': 'session.plays',
  reset: 'session.plays',
  'answer-poll': 'session.typing',
  'run-offer': 'session.typing',
  'dismiss-note': 'session.typing',
  'answer-watch': 'session.typing',
  'set-on-wall': 'session.typing',
  follow: 'session.attaches',
}

/** Of a cockpit, beside `instructor.frames`. */
export const TEACH_MESSAGE_LIMITS: Partial<Record<TeachClientMessage['type'], RateLimit>> = {
  attach: 'instructor.attaches',
  resize: 'instructor.resizes',
  drive: 'instructor.resizes',
  wall: 'instructor.wall-views',
}

/** What a binary frame does. */
export const INPUT_ACTION = 'terminal.type' satisfies Action
