import { describe, expect, it } from 'vitest'
import { instanceNameSchema } from '../../server/protocol/ids.ts'
import type { InstanceView } from '../../server/protocol/session.ts'
import { emptySession } from '../../server/testing/empty-session.ts'
import { chooseRunTarget } from './run-target.ts'

const [node1, node2] = ['node1', 'node2'].map((name) => instanceNameSchema.parse(name)) as [never, never]
const details = {
  ip: '10.0.0.2',
  startedAt: 0,
  ports: [],
  terminals: [],
  usage: null,
  walls: [],
  isEngineUp: true,
}
const ready = (name: never): InstanceView => ({ name, status: 'ready', ...details })
const starting = (name: never): InstanceView => ({ name, status: 'starting', phase: 'booting' })

function state(instances: InstanceView[], options: { active?: never; isConnected?: boolean } = {}) {
  const session = { ...emptySession, instances }
  return {
    phase: { status: 'open' as const, session },
    socket: { status: options.isConnected === false ? ('connecting' as const) : ('open' as const) },
    activeInstance: options.active ?? instances[0]?.name ?? null,
  }
}

describe('chooseRunTarget', () => {
  it('takes the terminal in use', () => {
    expect(chooseRunTarget(state([ready(node1), ready(node2)], { active: node2 }), null)).toEqual({
      status: 'ready',
      instance: 'node2',
    })
  })

  it('takes the instance that the block names, whichever is in use', () => {
    expect(chooseRunTarget(state([ready(node1), ready(node2)], { active: node2 }), 'node1')).toEqual({
      status: 'ready',
      instance: 'node1',
    })
  })

  it('never takes another instance than the one that the block names', () => {
    const target = chooseRunTarget(state([ready(node1)]), 'node2')
    expect(target).toEqual({ status: 'missing', reason: expect.stringContaining('node2') as string })
  })

  it('has nowhere to go without a session', () => {
    const none = {
      phase: { status: 'none' as const },
      socket: { status: 'closed' as const },
      activeInstance: null,
    }
    expect(chooseRunTarget(none, null).status).toBe('missing')
  })

  it('waits for an instance that starts', () => {
    expect(chooseRunTarget(state([starting(node1)]), null).status).toBe('starting')
  })

  it('runs nothing while there is no connection', () => {
    expect(chooseRunTarget(state([ready(node1)], { isConnected: false }), null).status).toBe('offline')
  })
})
