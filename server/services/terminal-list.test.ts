import { expect, test } from 'vitest'
import { FIRST_TERMINAL, instanceNameSchema, terminalNumberSchema } from '../protocol/ids.ts'
import { MAX_TERMINALS } from '../protocol/limits.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import type { LiveSession } from './live-session.ts'

const node1 = instanceNameSchema.parse('node1')
const second = { instance: node1, terminal: terminalNumberSchema.parse(2) }

async function openWithInstance() {
  const bench = createLabBench()
  const { session } = await bench.sessions.open()
  bench.instances.create(session)
  await settled(session, node1, 'ready')
  return { ...bench, session }
}

function terminalsOf(session: LiveSession) {
  return session.terminals(session.requireReady(node1).id)
}

test('an instance has one terminal, and more with the lowest free numbers', async () => {
  const { session, terminalList } = await openWithInstance()
  expect(terminalsOf(session)).toEqual([{ number: 1, name: null }])
  expect(await terminalList.open(session, node1)).toBe(2)
  expect(await terminalList.open(session, node1)).toBe(3)
  await terminalList.close(session, second, { isForced: false })
  expect(await terminalList.open(session, node1)).toBe(2)
})

test('there is a most', async () => {
  const { session, terminalList } = await openWithInstance()
  for (let count = 1; count < MAX_TERMINALS; count++) await terminalList.open(session, node1)
  await expect(terminalList.open(session, node1)).rejects.toMatchObject({ code: 'TERMINAL_LIMIT' })
})

test('terminals and their names survive the broker, those of an instance that is gone do not matter', async () => {
  const { session, terminalList } = await openWithInstance()
  await terminalList.open(session, node1)
  await terminalList.rename(session, second, 'logs')
  await terminalList.rename(session, { ...second, terminal: FIRST_TERMINAL }, 'main')
  const { id } = session.requireReady(node1)
  session.removeInstance(node1)
  expect(session.terminals(id)).toEqual([{ number: 1, name: null }])
  await terminalList.restore(session)
  expect(session.terminals(id)).toEqual([
    { number: 1, name: 'main' },
    { number: 2, name: 'logs' },
  ])
})

test('one in which a command runs is closed only by force; its shell is hung up and does not come back', async () => {
  const { session, terminalList, terminals, access } = await openWithInstance()
  await terminalList.open(session, node1)
  await terminals.open(session, second)
  const shell = access.streams.at(-1)!
  shell.print('\x1b]133;C\x07')
  await expect(terminalList.close(session, second, { isForced: false })).rejects.toMatchObject({
    code: 'TERMINAL_BUSY',
  })
  expect(shell.isHungUp).toBe(false)
  await terminalList.close(session, second, { isForced: true })
  expect(shell.isHungUp).toBe(true)
  expect(terminalsOf(session)).toEqual([{ number: 1, name: null }])
  await expect(terminals.open(session, second)).rejects.toMatchObject({ code: 'TERMINAL_NOT_FOUND' })
})

test('the first stays, and what is not there cannot be named or closed', async () => {
  const { session, terminalList } = await openWithInstance()
  const first = { ...second, terminal: FIRST_TERMINAL }
  await expect(terminalList.close(session, first, { isForced: true })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  await expect(terminalList.rename(session, second, 'logs')).rejects.toMatchObject({
    code: 'TERMINAL_NOT_FOUND',
  })
  await expect(terminalList.close(session, second, { isForced: true })).rejects.toMatchObject({
    code: 'TERMINAL_NOT_FOUND',
  })
})
