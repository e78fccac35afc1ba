import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import {
  chapterIdSchema,
  checkIdSchema,
  instanceNameSchema,
  labIdSchema,
  stepIdSchema,
  variableNameSchema,
} from '../../server/protocol/ids.ts'
import type { ClientMessage, ServerMessage } from '../../server/protocol/messages.ts'
import { ChapterClient } from './chapter-client.ts'
import { INITIAL_STATE, type SessionState } from './session-state.ts'

const node1 = instanceNameSchema.parse('node1')
const check = checkIdSchema.parse('image-pushed')
const name = variableNameSchema.parse('registry')
const view = {
  lab: labIdSchema.parse('container-registries'),
  chapter: chapterIdSchema.parse('private-registry'),
}
const elsewhere = { ...view, chapter: chapterIdSchema.parse('mirror') }
const place = { ...view, step: stepIdSchema.parse('push-an-image') }

function setUp({ isConnected = true, isAttached = true } = {}) {
  const store = createStore<SessionState>(() => INITIAL_STATE)
  const sent: ClientMessage[] = []
  const focused: string[] = []
  /** What opening a session does; null: it cannot be opened. */
  const server = { opens: (() => undefined) as (() => void) | null }
  const session = {
    isConnected,
    send: (message: ClientMessage) => void (session.isConnected && sent.push(message)),
    ensureOpen: async () => {
      if (!server.opens) store.setState({ addError: 'The lab is full.' })
      server.opens?.()
      return server.opens !== null
    },
    focusTerminal: (instance: string) => void focused.push(instance),
  }
  const terminals = { get: () => ({ isAttached, channel: 7 }) }
  const client = new ChapterClient(store, { terminals, session })
  client.view(view)
  sent.length = 0
  return { client, session, server, sent, focused, state: () => store.getState() }
}

function catchingUp(status: Extract<ServerMessage, { type: 'catching-up' }>['status'], at = place) {
  return { type: 'catching-up', ...at, status, played: 1, total: 3 } as const
}

describe('showing a solution', () => {
  it('has it typed into the terminal of its instance, and tells when it was', () => {
    const { client, sent, focused, state } = setUp()
    client.showSolution({ ...view, check, instance: node1 })
    expect(sent).toEqual([{ type: 'show', channel: 7, ...view, check }])
    expect(focused).toEqual(['node1'])
    expect(state().solutions[check]).toEqual({ status: 'sent', instance: 'node1' })
    client.receive({ type: 'shown', chapter: view.chapter, check })
    expect(state().solutions[check]).toEqual({ status: 'typed', instance: 'node1' })
  })

  it('shows a refusal at the check', () => {
    const { client, state } = setUp()
    client.showSolution({ ...view, check, instance: node1 })
    const isShown = client.failed({ type: 'error', code: 'TERMINAL_BUSY', message: 'Busy.', check })
    expect(isShown).toBe(true)
    expect(state().solutions[check]).toEqual({ status: 'failed', message: 'Busy.' })
  })

  it('is not sent to a terminal that is not attached', () => {
    const { client, sent, state } = setUp({ isAttached: false })
    client.showSolution({ ...view, check, instance: node1 })
    expect(sent).toEqual([])
    expect(state().solutions[check]).toMatchObject({ status: 'failed' })
  })
})

describe('catching up', () => {
  it('is asked for over the connection, and followed to its end', async () => {
    const { client, sent, state } = setUp()
    await client.catchUp('catch-up', place)
    expect(sent).toEqual([{ type: 'catch-up', ...place }])
    expect(state().catchUp).toMatchObject({ status: 'requested', step: place.step })
    client.receive(catchingUp('playing'))
    expect(state().catchUp).toMatchObject({ status: 'playing', played: 1, total: 3 })
    client.receive(catchingUp('done'))
    expect(state().catchUp).toMatchObject({ status: 'done' })
  })

  it('opens a session first, and waits for its connection', async () => {
    const { client, session, sent } = setUp({ isConnected: false })
    await client.catchUp('reset', place)
    expect(sent).toEqual([])
    session.isConnected = true
    client.connected()
    client.connected()
    expect(sent.filter(({ type }) => type === 'reset')).toEqual([{ type: 'reset', ...place }])
  })

  it('says why no session could be opened, and is not sent later', async () => {
    const { client, session, server, sent, state } = setUp({ isConnected: false })
    server.opens = null
    await client.catchUp('catch-up', place)
    expect(state().catchUp).toMatchObject({ status: 'failed', message: 'The lab is full.' })
    session.isConnected = true
    client.connected()
    expect(sent.some(({ type }) => type === 'catch-up')).toBe(false)
  })

  it('is not asked for twice while one is under way', async () => {
    const { client, sent } = setUp()
    await client.catchUp('catch-up', place)
    await client.catchUp('reset', place)
    expect(sent).toHaveLength(1)
  })

  it('shows a refusal at its step', async () => {
    const { client, state } = setUp()
    await client.catchUp('catch-up', place)
    client.failed({ type: 'error', code: 'CATCH_UP_RUNNING', message: 'Wait.', step: place.step })
    expect(state().catchUp).toMatchObject({ status: 'failed', message: 'Wait.' })
  })

  it('is told in other chapters while it goes on, and forgotten there when it is over', async () => {
    const { client, state } = setUp()
    client.receive(catchingUp('playing'))
    client.view(elsewhere)
    expect(state().catchUp).toMatchObject({ status: 'playing' })
    client.receive(catchingUp('done'))
    client.view(view)
    expect(state().catchUp).toBeNull()
  })
})

describe('values', () => {
  it('are those of the chapter in view, and no other', () => {
    const { client, state } = setUp()
    client.receive({ type: 'variables', ...view, values: { digest: 'sha256:ab' } })
    client.receive({ type: 'variables', ...elsewhere, values: { digest: 'sha256:cd' } })
    expect(state().variables).toEqual({ digest: 'sha256:ab' })
    client.view(elsewhere)
    expect(state().variables).toEqual({})
  })

  it('that are typed are sent, and known when the broker says so', () => {
    const { client, sent, state } = setUp()
    client.setVariable({ ...view, name, value: 'mine' })
    expect(sent).toEqual([{ type: 'set-variable', ...view, name, value: 'mine' }])
    expect(state().valueSettings[name]).toEqual({ status: 'sent' })
    client.receive({ type: 'variables', ...view, values: { [name]: 'mine' } })
    expect(state().valueSettings).toEqual({})
  })

  it('that are refused say why at their field', () => {
    const { client, state } = setUp()
    client.setVariable({ ...view, name, value: 'x' })
    client.failed({ type: 'error', code: 'VARIABLE_INVALID', message: 'Not like this.', name })
    expect(state().valueSettings[name]).toEqual({ status: 'refused', message: 'Not like this.' })
  })

  it('cannot be kept without a session', () => {
    const { client, sent, state } = setUp({ isConnected: false })
    client.setVariable({ ...view, name, value: 'mine' })
    expect(sent).toEqual([])
    expect(state().valueSettings[name]).toMatchObject({ status: 'refused' })
  })
})

it('leaves errors that are about something else to others', () => {
  const { client } = setUp()
  expect(client.failed({ type: 'error', code: 'INTERNAL', message: 'Oh.', channel: 1 })).toBe(false)
})
