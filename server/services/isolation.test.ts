import { expect, test } from 'vitest'
import { createLogger } from '../lib/logger.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { FakeProvisioner } from '../testing/fake-provisioner.ts'
import { Isolation } from './isolation.ts'

function bench({ isTrustedRoom = false, isTrustedNetwork = true } = {}) {
  const provisioner = new FakeProvisioner()
  const clock = new FakeClock()
  const log = createLogger({ level: 'silent', isPretty: false })
  return {
    provisioner,
    clock,
    isolation: new Isolation({ provisioner, clock, log, isTrustedRoom, isTrustedNetwork }),
  }
}

test('no instance starts before the isolation is measured', async () => {
  const { isolation } = bench()
  expect(() => isolation.requireUsable()).toThrow(
    expect.objectContaining({ code: 'ENGINE_UNAVAILABLE' }) as Error,
  )
  expect(isolation.report()).toMatchObject({
    verdict: 'unknown',
    checkedAt: null,
    runtime: null,
    escapesTried: 0,
  })
  await isolation.refresh()
  isolation.requireUsable()
})

test('the report tells when, on what, and how many ways out were tried', async () => {
  const { isolation, clock } = bench()
  await isolation.refresh()
  expect(isolation.report()).toMatchObject({
    verdict: 'userns',
    checkedAt: clock.now(),
    runtime: 'drydock',
    escapesTried: 1,
    escapesPossible: [],
  })
})

test('a run of the lab engine is measured once, and the next one again', async () => {
  const { isolation, provisioner } = bench()
  await isolation.refresh()
  provisioner.verdict = 'none'
  await isolation.refresh()
  expect(isolation.verdict).toBe('userns')
  provisioner.run = 'after a restart'
  await isolation.refresh()
  expect(isolation.verdict).toBe('none')
  expect(isolation.report().escapesPossible).toEqual(['mounting debugfs'])
})

test('a restarted lab engine that cannot be measured starts no instance', async () => {
  const { isolation, provisioner } = bench()
  await isolation.refresh()
  provisioner.run = 'after a restart'
  provisioner.probeIsolation = () => Promise.reject(new Error('no room for a probe'))
  await expect(isolation.refresh()).rejects.toThrow('no room for a probe')
  expect(() => isolation.requireUsable()).toThrow(
    expect.objectContaining({ code: 'ENGINE_UNAVAILABLE' }) as Error,
  )
})

test('without isolation, instances start in a trusted room only', async () => {
  for (const isTrustedRoom of [false, true]) {
    const { isolation, provisioner } = bench({ isTrustedRoom })
    provisioner.verdict = 'none'
    await isolation.refresh()
    expect(isolation.isUsable).toBe(isTrustedRoom)
    isolation.requireTrustedNetwork()
  }
})

test('nor does a trusted room let other machines in: that takes a second flag', async () => {
  const { isolation, provisioner } = bench({ isTrustedRoom: true, isTrustedNetwork: false })
  await isolation.refresh()
  isolation.requireTrustedNetwork()
  provisioner.verdict = 'none'
  await isolation.measure()
  expect(isolation.isUsable).toBe(false)
  expect(() => isolation.requireTrustedNetwork()).toThrow('DRYDOCK_TRUSTED_NETWORK')
})
