import type { ErrorTable } from './error-table.ts'

/** Of instructors’ accounts, and of workshops. */
export const TEACHING_ERRORS = {
  NOT_INSTRUCTOR: { http: 403, retryable: false, message: 'Open this page with the instructor’s link.' },
  WRONG_PASSWORD: { http: 403, retryable: false, message: 'Name or password is wrong.' },
  PASSKEY_REFUSED: {
    http: 403,
    retryable: false,
    message:
      'This passkey opens no account here. It may have been removed. Use another one, or your name and password.',
  },
  PASSKEY_TOO_LATE: {
    http: 409,
    retryable: true,
    message: 'That took too long, or the server has been restarted meanwhile. Try once more.',
  },
  PASSKEY_KNOWN: {
    http: 409,
    retryable: false,
    message: 'This passkey is in use here already. Sign in with it, or make another one.',
  },
  PASSKEY_LIMIT: {
    http: 409,
    retryable: false,
    message: 'Your account has all the passkeys it may have. Remove one first.',
  },
  PASSKEY_NOT_FOUND: { http: 404, retryable: false, message: 'You have no such passkey.' },
  LAST_WAY_IN: {
    http: 409,
    retryable: false,
    message: 'This is the only way you can sign in. Set a password, or add another passkey, first.',
  },
  INVITATION_USED: {
    http: 410,
    retryable: false,
    message: 'This invitation has been used, or its time is over. Ask for another.',
  },
  TEACHES_ALREADY: { http: 409, retryable: false, message: 'You teach already. The link is still good.' },
  INVITATION_NOT_FOUND: {
    http: 404,
    retryable: false,
    message: 'This invitation has been accepted or taken back meanwhile, or its time is over.',
  },
  TEACHER_NOT_FOUND: { http: 404, retryable: false, message: 'This workshop has no such co-instructor.' },
  NAME_TAKEN: {
    http: 409,
    retryable: false,
    message: 'Somebody has that name already. Add a letter of your last name.',
  },
  WRONG_CODE: {
    http: 404,
    retryable: false,
    message: 'There is no workshop with this code. Look at it again: eight letters and digits.',
  },
  WORKSHOP_NOT_FOUND: {
    http: 404,
    retryable: false,
    message: 'There is no such workshop, or it is not yours.',
  },
  WORKSHOP_MADE: { http: 409, retryable: false, message: 'An earlier try has made it. Cancel, and edit it.' },
  HUB_MODE_NOT_OFFERED: {
    http: 409,
    retryable: false,
    message: 'Images cannot come from there on this server. Choose another place in the workshop’s plan.',
  },
  PLAN_TIMES: {
    http: 409,
    retryable: false,
    message: 'The workshop must end after it starts, and within a week. Look at both times again.',
  },
  END_IN_PAST: {
    http: 409,
    retryable: false,
    message: 'This end is in the past. To end a workshop now, use End workshop in its cockpit.',
  },
  WORKSHOP_NOT_OPEN: { http: 409, retryable: true, message: 'The workshop has not begun yet.' },
  WORKSHOP_ENDED: { http: 410, retryable: false, message: 'This workshop is over.' },
  WORKSHOP_FULL: {
    http: 409,
    retryable: true,
    message: 'All seats are taken. You are on the waiting list and get in by yourself.',
  },
  SEATS_TAKEN: {
    http: 409,
    retryable: false,
    message: 'More people are seated than the workshop would have seats. Remove somebody first.',
  },
  NO_SEAT: { http: 404, retryable: false, message: 'You are in no workshop. Join with its code.' },
  SEAT_NOT_FOUND: { http: 404, retryable: false, message: 'There is no such participant in this workshop.' },
  SEAT_GONE: {
    http: 410,
    retryable: false,
    message:
      'This personal link opens no place any more: the place was left or given away, or its workshop is gone. With the workshop’s code you can join again.',
  },
  PLACE_HELD: {
    http: 409,
    retryable: false,
    message: 'This browser is in another place. Open the personal link and say that it is to change.',
  },
  SIGNED_IN_ALREADY: {
    http: 409,
    retryable: false,
    message: 'This browser is signed in with another account.',
  },
  WATCH_REFUSED: { http: 403, retryable: false, message: 'The participant has not agreed to this.' },
  ITEM_GONE: { http: 410, retryable: false, message: 'This is no longer there.' },
  DROP_IN_CLOSED: {
    http: 403,
    retryable: false,
    message: 'This server is for workshops. Join one with its code.',
  },
} as const satisfies ErrorTable
