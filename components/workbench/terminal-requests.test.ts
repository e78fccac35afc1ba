import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { instanceNameSchema, terminalNumberSchema, type InstanceName } from '../../server/protocol/ids.ts'
import { sessionViewSchema } from '../../server/protocol/session.ts'
import { emptySession } from '../../server/testing/empty-session.ts'
import { INITIAL_STATE, type SessionState } from '../session/session-state.ts'
import { TerminalList } from '../session/terminal-list.ts'
import { EMPTY_LAYOUT, placeBeside, reconcileLayout } from './layout.ts'
import { closeTerminals, openTerminal, type RequestsOf } from './terminal-requests.ts'

const node1 = instanceNameSchema.parse('node1')
const node2 = instanceNameSchema.parse('node2')
const [one, two, three, four] = [1, 2, 3, 4].map((number) => terminalNumberSchema.parse(number)) as [
  ReturnType<typeof terminalNumberSchema.parse>,
  ReturnType<typeof terminalNumberSchema.parse>,
  ReturnType<typeof terminalNumberSchema.parse>,
  ReturnType<typeof terminalNumberSchema.parse>,
]

/** An instance with terminals 1 to 4, of which 2 and 3 share a tab. `onRequest`: while the server is asked. */
function setUp(onRequest: (client: RequestsOf['client']) => void = () => undefined) {
  const all = [one, two, three, four]
  const ready = {
    name: node1,
    status: 'ready',
    ip: '10.0.0.2',
    startedAt: 0,
    ports: [],
    terminals: all.map((number) => ({ number, name: null })),
    usage: null,
    walls: [],
    isEngineUp: true,
  }
  const session = sessionViewSchema.parse({ ...emptySession, instances: [ready] })
  const store = createStore<SessionState>(() => ({
    ...INITIAL_STATE,
    phase: { status: 'open', session },
    activeInstance: node1,
    activeTerminals: { [node1]: three },
  }))
  const asked = async () => onRequest(client)
  const api = {
    openTerminal: async () => {
      await asked()
      return { number: four }
    },
    closeTerminal: asked,
    renameTerminal: asked,
  }
  const focused: InstanceName[] = []
  const client: RequestsOf['client'] = {
    store,
    terminalList: new TerminalList(api, () => undefined),
    selectTerminal: ({ instance, terminal }) =>
      store.setState(({ activeTerminals }) => ({
        activeInstance: instance,
        activeTerminals: { ...activeTerminals, [instance]: terminal },
      })),
    selectInstance: (activeInstance) => store.setState({ activeInstance }),
    focusTerminal: (instance) => void focused.push(instance),
  }
  const split = { terminal: three, beside: two, direction: 'row' } as const
  const layout = placeBeside(reconcileLayout(EMPTY_LAYOUT, all), split)
  const of: RequestsOf = { client, layouts: { getState: () => ({ [node1]: layout }) }, instance: node1 }
  return { of, store, focused, inUse: () => store.getState().activeTerminals[node1] }
}

it('closing the terminal in use brings its neighbour into use, also when the page has gone to the first', async () => {
  const plain = setUp()
  await closeTerminals(plain.of, [three], { isForced: false })
  expect(plain.inUse()).toBe(two)
  const told = setUp((client) => client.selectTerminal({ instance: node1, terminal: one }))
  await closeTerminals(told.of, [three], { isForced: false })
  expect(told.inUse()).toBe(two)
})

it('the neighbour is none that was closed just before', async () => {
  const { of, inUse } = setUp()
  await closeTerminals(of, [two, three], { isForced: false })
  expect(inUse()).toBe(one)
})

it('whoever chooses another terminal meanwhile keeps it', async () => {
  const { of, inUse } = setUp((client) => client.selectTerminal({ instance: node1, terminal: four }))
  await closeTerminals(of, [three], { isForced: false })
  expect(inUse()).toBe(four)
})

it('whoever goes to another instance meanwhile stays there', async () => {
  const { of, store, focused, inUse } = setUp((client) => client.selectInstance(node2))
  await closeTerminals(of, [three], { isForced: false })
  expect([store.getState().activeInstance, inUse()]).toEqual([node2, two])
  await openTerminal(of, () => undefined)
  expect([store.getState().activeInstance, inUse(), focused]).toEqual([node2, four, []])
})

it('a terminal that was opened has the keyboard', async () => {
  const { of, focused, inUse } = setUp()
  const placed: number[] = []
  await openTerminal(of, (terminal) => placed.push(terminal))
  expect([placed, inUse(), focused]).toEqual([[four], four, [node1]])
})
