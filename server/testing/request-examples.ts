import { EXAMPLE_PASSKEY_ID, EXAMPLE_PASSKEYS } from './example-passkeys.ts'
import {
  EXAMPLE_ACCOUNT,
  EXAMPLE_CO_INSTRUCTOR,
  EXAMPLE_CO_INVITATION_ID,
  EXAMPLE_INVITATION,
  EXAMPLE_INVITATION_ELSEWHERE,
  EXAMPLE_INVITATION_ID,
  EXAMPLE_SEAT_KEY,
  EXAMPLE_WORKSHOP,
} from './example-workshop.ts'
import type { ClientMessage } from '../protocol/messages.ts'

export interface RequestExample {
  /** In place of `:params`. */
  params?: Record<string, string>
  query?: string
  /** JSON, or bytes for an upload. */
  body?: string
  contentType?: string
}

const file = { params: { name: 'node1' }, query: 'path=/root/secret.txt' }
const terminal = { instance: 'node1', terminal: '2' }
const workshop = { workshop: EXAMPLE_WORKSHOP.id }

/**
 * For each route a request that works in a session with the instance `node1`, its terminals 1 and 2, and the file
 * /root/secret.txt, by somebody who has a seat in the example workshop and is its instructor. Tests take every route from the table of the API: a new one is to be added here.
 */
export const REQUEST_EXAMPLES: Record<string, RequestExample> = {
  'GET /api/health': {},
  'GET /api/openapi.json': {},
  'GET /api/hub/repositories': { query: 'q=nginx' },
  'GET /api/hub/repositories/:host/*': { params: { host: 'docker.io', '*': 'library/nginx' } },
  'POST /api/session': { body: '{}' },
  'GET /api/session': {},
  'GET /api/session/progress': {},
  'GET /api/session/timeline': {},
  'GET /api/session/end': {},
  'GET /api/session/last-screens': {},
  'POST /api/session/extend': { body: '{}' },
  'DELETE /api/session': {},
  'POST /api/session/instances': { body: '{}' },
  'DELETE /api/session/instances/:name': { params: { name: 'node1' } },
  'POST /api/session/instances/:instance/terminals': { params: { instance: 'node1' }, body: '{}' },
  'PATCH /api/session/instances/:instance/terminals/:terminal': {
    params: terminal,
    body: '{"name":"renamed"}',
  },
  'DELETE /api/session/instances/:instance/terminals/:terminal': { params: terminal, query: 'force=true' },
  'PUT /api/session/instances/:name/files': {
    params: { name: 'node1' },
    query: 'name=secret.txt&overwrite=true',
    body: 'uploaded',
    contentType: 'application/octet-stream',
  },
  'GET /api/session/instances/:name/files': file,
  'GET /api/session/instances/:name/files/text': file,
  'PUT /api/session/instances/:name/files/text': {
    params: { name: 'node1' },
    query: 'path=/root/new.txt',
    body: '{"text":"saved","version":null}',
  },
  'GET /api/session/instances/:name/files/version': file,
  'POST /api/teach/enter': {
    body: JSON.stringify({ key: 'instructor-token-of-the-tests', isReplacing: false }),
  },
  'POST /api/teach/sign-in': { body: JSON.stringify(EXAMPLE_ACCOUNT) },
  'POST /api/teach/accept': {
    body: JSON.stringify({ key: EXAMPLE_INVITATION, name: 'Invited', password: 'a password of hers' }),
  },
  'POST /api/teach/accept-signed-in': { body: JSON.stringify({ key: EXAMPLE_INVITATION_ELSEWHERE }) },
  'POST /api/teach/passkey-sign-in/challenge': { body: '{}' },
  'POST /api/teach/passkey-sign-in': { body: JSON.stringify(EXAMPLE_PASSKEYS.used) },
  'POST /api/teach/passkey-accept/challenge': {
    body: JSON.stringify({ key: EXAMPLE_INVITATION, name: 'Invited to make a passkey' }),
  },
  'POST /api/teach/passkey-accept': { body: JSON.stringify(EXAMPLE_PASSKEYS.accepted) },
  'POST /api/teach/passkeys/challenge': { body: '{}' },
  'POST /api/teach/passkeys': { body: JSON.stringify(EXAMPLE_PASSKEYS.added) },
  'DELETE /api/teach/passkeys/:passkey': { params: { passkey: EXAMPLE_PASSKEY_ID } },
  'POST /api/teach/sign-out': { body: '{}' },
  'GET /api/teach/me': {},
  'PUT /api/teach/me': { body: '{"name":"Renamed","password":"another password"}' },
  'POST /api/teach/invitations': { body: '{}' },
  'GET /api/teach/invitations': {},
  'DELETE /api/teach/invitations/:invitation': { params: { invitation: EXAMPLE_INVITATION_ID } },
  'GET /api/teach/workshops': {},
  'POST /api/teach/workshops': { body: JSON.stringify(EXAMPLE_WORKSHOP.plan) },
  'GET /api/teach/workshops/:workshop': { params: workshop },
  'PATCH /api/teach/workshops/:workshop': { params: workshop, body: '{"title":"Renamed"}' },
  'DELETE /api/teach/workshops/:workshop': { params: workshop },
  'POST /api/teach/workshops/:workshop/restore': { params: workshop, body: '{}' },
  'POST /api/teach/workshops/:workshop/new-code': { params: workshop, body: '{}' },
  'POST /api/teach/workshops/:workshop/invitations': { params: workshop, body: '{}' },
  'GET /api/teach/workshops/:workshop/invitations': { params: workshop },
  'DELETE /api/teach/workshops/:workshop/invitations/:invitation': {
    params: { ...workshop, invitation: EXAMPLE_CO_INVITATION_ID },
  },
  'DELETE /api/teach/workshops/:workshop/teachers/:teacher': {
    params: { ...workshop, teacher: EXAMPLE_CO_INSTRUCTOR.id },
  },
  'POST /api/teach/workshops/:workshop/commands': {
    params: workshop,
    body: '{"type":"set-pace","chapter":"chapter","step":"step"}',
  },
  'GET /api/teach/workshops/:workshop/report': { params: workshop },
  'GET /api/teach/workshops/:workshop/progress.csv': { params: workshop },
  'POST /api/join/lookup': { body: JSON.stringify({ code: EXAMPLE_WORKSHOP.joinCode }) },
  'POST /api/join': { body: JSON.stringify({ code: EXAMPLE_WORKSHOP.joinCode }) },
  'POST /api/join/seat/lookup': { body: JSON.stringify({ key: EXAMPLE_SEAT_KEY }) },
  'POST /api/join/seat': { body: JSON.stringify({ key: EXAMPLE_SEAT_KEY, isReplacing: true }) },
  'GET /api/class': {},
  'DELETE /api/class': {},
  'PUT /api/class/hand': { body: '{"isRaised":true}' },
  'GET /api/teach/sessions': {},
  'GET /api/operator/audit': {},
  'POST /api/operator/drain': { body: '{"isDraining":false}' },
  'GET /metrics': {},
}

export function exampleOf({ method, url }: { method: string; url: string }): RequestExample {
  return REQUEST_EXAMPLES[`${method === 'HEAD' ? 'GET' : method} ${url}`] ?? {}
}

export function pathOf(url: string, { params = {}, query }: RequestExample): string {
  const path = url.replace(/:(\w+)|\*/g, (whole, name?: string) => params[name ?? whole] ?? whole)
  return query === undefined ? path : `${path}?${query}`
}

const size = { cols: 80, rows: 24 }
const chapter = { lab: 'lab', chapter: 'chapter' }
/** Of everything in the class that such a participant can answer. */
export const EXAMPLE_ITEM = 'a'.repeat(12)

/** For each message one that works in such a session, on a channel to which terminal 1 is attached. */
export const MESSAGE_EXAMPLES: Record<ClientMessage['type'], object> = {
  attach: { channel: 1, instance: 'node1', terminal: 1, ...size, role: 'drive', input: 'a'.repeat(16) },
  detach: { channel: 1 },
  resize: { channel: 1, ...size },
  drive: { channel: 1 },
  ack: { channel: 1, offset: 0 },
  run: { channel: 1, ...chapter, block: 'block' },
  view: chapter,
  show: { channel: 1, ...chapter, check: 'check' },
  'catch-up': { ...chapter, step: 'step' },
  reset: { ...chapter, step: 'step' },
  'set-variable': { ...chapter, name: 'digest', value: 'x' },
  present: {},
  'answer-poll': { poll: EXAMPLE_ITEM, option: 0 },
  'run-offer': { channel: 1, note: EXAMPLE_ITEM },
  'dismiss-note': { note: EXAMPLE_ITEM },
  'answer-watch': { watch: EXAMPLE_ITEM, isGranted: true },
  'set-on-wall': { isOnWall: false },
  follow: { channel: 2, ...size, input: 'b'.repeat(16) },
  ping: {},
}
