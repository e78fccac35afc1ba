import type { ErrorCode } from '../protocol/errors.ts'

/**
 * Who somebody is to the broker, by what a request carries: nothing, the cookie of an open session or of a seat in a
 * workshop, an instructor's cookie, the operator's token. One request may carry several. Where a route names a
 * workshop, whoever made it is its instructor, whoever was invited to it is its co-instructor, and any other instructor
 * is nobody to it.
 */
export const ROLES = ['visitor', 'seated', 'participant', 'co-instructor', 'instructor', 'operator'] as const
export type Role = (typeof ROLES)[number]

const EVERYBODY = ROLES
/** The session of the cookie is the only one that a participant's action can reach: no route names a session. */
const PARTICIPANT = ['participant'] as const
const STAFF = ['instructor', 'operator'] as const
const TEACHERS = ['instructor', 'co-instructor', 'operator'] as const

/**
 * What can be done, and who may. Each HTTP route and each message of the WebSocket names its action here; one that
 * names none is not served. The first role of a list is the one that a refusal tells of.
 */
export const AUTHORISATION = {
  'health.read': EVERYBODY,
  'api.describe': EVERYBODY,
  /** For authors: that a lab has changed. */
  'content.follow': EVERYBODY,
  /** Repositories that are there for all; a session's own are added by its cookie. */
  'hub.read': EVERYBODY,

  'session.open': EVERYBODY,
  'session.read': PARTICIPANT,
  'session.connect': PARTICIPANT,
  'session.close': PARTICIPANT,
  'session.extend': PARTICIPANT,
  /** Tell that somebody is there. */
  'session.stay': PARTICIPANT,
  /** Why a session ended and its last screens: whoever has its cookie, which opens nothing any more, or its seat's. */
  'session.read-end': EVERYBODY,
  'progress.read': PARTICIPANT,

  'instance.create': PARTICIPANT,
  'instance.remove': PARTICIPANT,

  'terminal.open': PARTICIPANT,
  'terminal.rename': PARTICIPANT,
  'terminal.close': PARTICIPANT,
  /** Attach, read, acknowledge, detach. */
  'terminal.view': PARTICIPANT,
  /** Keys, blocks, solutions. */
  'terminal.type': PARTICIPANT,
  'terminal.resize': PARTICIPANT,

  'file.read': PARTICIPANT,
  'file.write': PARTICIPANT,

  /** Checks and variables of the chapter in view. */
  'lab.follow': PARTICIPANT,
  /** Catch up, or reset a step. */
  'lab.play': PARTICIPANT,
  'variable.set': PARTICIPANT,

  /** Of a workshop, with its code. */
  'class.join': EVERYBODY,
  /** Of the seat of one's cookie, or that there is none. */
  'class.look': EVERYBODY,
  /** The workshop of the seat's cookie; no route names a seat. */
  'class.leave': ['seated'],
  /** Raise a hand, with a session or without. */
  'class.ask-help': ['seated'],
  /** Answers, consent, follow: with a session. */
  'class.take-part': ['participant'],

  'instructor.enter': EVERYBODY,
  'instructor.leave': ['instructor'],
  /** A challenge, to sign in or to accept an invitation with a passkey. It opens nothing yet. */
  'passkey.ask': EVERYBODY,
  'account.read': ['instructor'],
  'account.change': ['instructor'],
  /** A challenge, to add a passkey: `account.change` adds it. */
  'passkey.prepare': ['instructor'],
  /** To no workshop: to invite somebody, and to see who has been invited, by whomever. */
  'instructor.invite': STAFF,
  'instructor.take-back-invitation': STAFF,
  'roster.read': STAFF,
  'workshop.create': ['instructor'],
  'workshop.list': STAFF,
  'workshop.read': TEACHERS,
  /** What it is, and whether it is there. */
  'workshop.change': STAFF,
  /** Co-instructors: to invite one, and to see who has been invited. */
  'workshop.invite': STAFF,
  'workshop.take-back-invitation': STAFF,
  'workshop.remove-teacher': STAFF,
  /** Everything that happens in it. */
  'workshop.teach': TEACHERS,

  'metrics.read': ['operator'],
  'audit.read': ['operator'],
  'lab.drain': ['operator'],
} as const satisfies Record<string, readonly [Role, ...Role[]]>

export type Action = keyof typeof AUTHORISATION

const REFUSALS = {
  visitor: 'INTERNAL',
  seated: 'NO_SEAT',
  'co-instructor': 'NOT_INSTRUCTOR',
  participant: 'NO_SESSION',
  instructor: 'NOT_INSTRUCTOR',
  operator: 'NOT_OPERATOR',
} as const satisfies Record<Role, ErrorCode>

export function isAction(name: unknown): name is Action {
  return typeof name === 'string' && Object.hasOwn(AUTHORISATION, name)
}

/** Whether one of somebody's roles is enough. */
export function mayDo(roles: readonly Role[], action: Action): boolean {
  const allowed: readonly Role[] = AUTHORISATION[action]
  return roles.some((role) => allowed.includes(role))
}

/** What somebody hears who may not. */
export function refusalOf(action: Action): ErrorCode {
  return REFUSALS[AUTHORISATION[action][0]]
}
