import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test.each(['127.0.0.1', '127.0.1.1', 'localhost', '::1'])('only this machine reaches %s', (HOST) => {
  expect(readConfig({ HOST }, '/').isTrustedNetwork).toBe(true)
})

test.each(['0.0.0.0', '::', '192.168.1.5', '127.example.org'])('others may reach %s', (HOST) => {
  expect(readConfig({ HOST }, '/').isTrustedNetwork).toBe(false)
  expect(readConfig({ HOST, DRYDOCK_TRUSTED_NETWORK: '1' }, '/').isTrustedNetwork).toBe(true)
})

test('a runtime is named by a plain name', () => {
  expect(readConfig({}, '/').instanceRuntime).toBe('auto')
  expect(readConfig({ DRYDOCK_INSTANCE_RUNTIME: 'kata-qemu' }, '/').instanceRuntime).toBe('kata-qemu')
  expect(() => readConfig({ DRYDOCK_INSTANCE_RUNTIME: '../runc' }, '/')).toThrow('DRYDOCK_INSTANCE_RUNTIME')
})

test('the least that is kept ready raises the most, where only it is set, and is bounded by the other', () => {
  const { pool } = readConfig({ DRYDOCK_POOL_MIN: '99' }, '/')
  expect(pool).toEqual({ min: 99, max: 99 })
  expect(readConfig({ DRYDOCK_POOL_MAX: '0' }, '/').pool).toEqual({ min: 0, max: 0 })
  expect(readConfig({ DRYDOCK_POOL_MIN: '2', DRYDOCK_POOL_MAX: '2' }, '/').pool).toEqual({ min: 2, max: 2 })
})

test('more that is kept ready than there may be is refused, by both names', () => {
  expect(() => readConfig({ DRYDOCK_POOL_MIN: '3', DRYDOCK_POOL_MAX: '2' }, '/')).toThrow(
    /DRYDOCK_POOL_MIN \(3\).*DRYDOCK_POOL_MAX \(2\)/,
  )
})

test('a duration has a unit, up to days', () => {
  const kept = (DRYDOCK_WORKSHOPS_KEPT: string) => readConfig({ DRYDOCK_WORKSHOPS_KEPT }, '/').workshopsKeptMs
  expect(['0s', '2m', '3h', '90d'].map(kept)).toEqual([0, 120_000, 3 * 3_600_000, 90 * 24 * 3_600_000])
  expect(() => kept('90')).toThrow('DRYDOCK_WORKSHOPS_KEPT')
})
