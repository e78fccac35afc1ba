import { expect, test } from 'vitest'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { transition, type Instance, type InstanceId, type InstanceState } from './instance.ts'

const name = instanceNameSchema.parse('node1')
const instance: Instance = {
  id: 'c1' as InstanceId,
  sessionId: 's1' as SessionId,
  name,
  ip: '10.0.0.2',
  startedAt: 1,
}
const starting: InstanceState = { status: 'starting', name, phase: 'creating' }
const ready = transition(starting, { type: 'started', instance })
const failed = transition(starting, { type: 'failed', code: 'INSTANCE_FAILED', message: 'no' })

test('an instance boots, is ready, is removed', () => {
  const booting = transition(starting, { type: 'booting' })
  expect(booting).toMatchObject({ status: 'starting', phase: 'booting' })
  expect(transition(booting, { type: 'started', instance })).toMatchObject({ status: 'ready', instance })
  expect(transition(ready, { type: 'remove' })).toEqual({ status: 'removing', name })
})

test('one that is starting or ready can fail; one that failed can only be removed', () => {
  expect(failed).toEqual({ status: 'failed', name, code: 'INSTANCE_FAILED', message: 'no' })
  expect(transition(ready, { type: 'failed', code: 'INSTANCE_NOT_FOUND', message: 'gone' }).status).toBe(
    'failed',
  )
  expect(transition(failed, { type: 'remove' }).status).toBe('removing')
  expect(() => transition(failed, { type: 'started', instance })).toThrow('started while failed')
})

test('news about an instance that is not ready changes nothing', () => {
  const removing = transition(ready, { type: 'remove' })
  expect(transition(removing, { type: 'ports', ports: [{ port: 80, container: 'web' }] })).toBe(removing)
  expect(transition(failed, { type: 'engine', isUp: false })).toBe(failed)
})

test('a stopped inner Engine publishes nothing', () => {
  const withPorts = transition(ready, { type: 'ports', ports: [{ port: 80, container: 'web' }] })
  expect(transition(withPorts, { type: 'engine', isUp: false })).toMatchObject({
    isEngineUp: false,
    ports: [],
  })
})
