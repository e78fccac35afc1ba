import type { Action } from '../domain/authorisation.ts'
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
  ping: 'session.connect',
} as const satisfies Record<ClientMessage['type'], Action>

/** What a binary frame does. */
export const INPUT_ACTION = 'terminal.type' satisfies Action
