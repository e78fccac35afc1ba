import { expect, test } from 'vitest'
import { FIRST_TERMINAL, instanceNameSchema } from '../../server/protocol/ids.ts'
import { ApiError } from './session-api.ts'
import { TerminalList } from './terminal-list.ts'

const ref = { instance: instanceNameSchema.parse('node1'), terminal: FIRST_TERMINAL }

/** `refusal`: the code of every answer. */
function createList(refusal?: string) {
  const notices: string[] = []
  const refuse = () => {
    if (refusal !== undefined) throw new ApiError(refusal, `The server says ${refusal}.`)
  }
  const api = {
    openTerminal: async () => {
      refuse()
      return { number: FIRST_TERMINAL }
    },
    closeTerminal: async () => refuse(),
    renameTerminal: async () => refuse(),
  }
  return { notices, list: new TerminalList(api, (message) => notices.push(message)) }
}

test('what works needs no words', async () => {
  const { list, notices } = createList()
  expect(await list.open(ref.instance)).toBe(FIRST_TERMINAL)
  expect(await list.rename(ref, 'logs')).toBe(true)
  expect(await list.close(ref, { isForced: false })).toBe('closed')
  expect(notices).toEqual([])
})

test('a terminal in which a command runs is asked about, one that is gone is closed', async () => {
  const busy = createList('TERMINAL_BUSY')
  expect(await busy.list.close(ref, { isForced: false })).toBe('busy')
  const gone = createList('TERMINAL_NOT_FOUND')
  expect(await gone.list.close(ref, { isForced: false })).toBe('closed')
  expect([...busy.notices, ...gone.notices]).toEqual([])
})

test('what does not work is told', async () => {
  const { list, notices } = createList('TERMINAL_LIMIT')
  expect(await list.open(ref.instance)).toBeNull()
  expect(await list.rename(ref, 'logs')).toBe(false)
  expect(await list.close(ref, { isForced: true })).toBe('failed')
  expect(notices).toEqual([
    'No terminal was opened. The server says TERMINAL_LIMIT.',
    'The terminal was not renamed. The server says TERMINAL_LIMIT.',
    'The terminal was not closed. The server says TERMINAL_LIMIT.',
  ])
})
