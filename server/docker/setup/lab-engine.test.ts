import type Docker from 'dockerode'
import { expect, test } from 'vitest'
import { assertOwnSocket } from './lab-engine.ts'

function container(source: string, isRunning: boolean): Docker.ContainerInspectInfo {
  const Mounts = [{ Source: source, Destination: '/run/drydock' }]
  return { State: { Running: isRunning }, Mounts } as unknown as Docker.ContainerInspectInfo
}

test('a lab engine that runs for another user is told with the place of its socket', () => {
  expect(() => assertOwnSocket(container('/run/drydock', true), '/home/ada/run')).toThrow(
    'its socket is /run/drydock/engine.sock, not /home/ada/run/engine.sock',
  )
})

test('its own and one that is stopped are no hindrance', () => {
  assertOwnSocket(container('/run/drydock', true), '/run/drydock')
  assertOwnSocket(container('/run/drydock', false), '/home/ada/run')
})
