import { expect, test } from 'vitest'
import { createLabBench } from '../testing/lab-bench.ts'
import { hubEnvironment } from './hub-accounts.ts'

test('the Hub has an account for each open session, and for no other', async () => {
  const bench = createLabBench()
  const first = await bench.sessions.open()
  const second = await bench.sessions.open()
  const names = () => bench.hub.accounts.map(({ username }) => username)
  await expect.poll(names).toEqual([first.session.stored.username, second.session.stored.username])
  await bench.sessions.close(first.session, 'participant')
  await expect.poll(names).toEqual([second.session.stored.username])
})

test('a Hub that comes back is told all accounts again', async () => {
  const bench = createLabBench()
  const { session } = await bench.sessions.open()
  await expect.poll(() => bench.hub.accounts).toHaveLength(1)
  bench.hub.accounts = []
  for (const observer of bench.hub.observers) observer.onConnected()
  await expect.poll(() => bench.hub.accounts).toHaveLength(1)
  expect(bench.hub.accounts[0]).toMatchObject({
    username: session.stored.username,
    expiresAt: session.stored.deadline,
  })
})

test('what a session pushes is told to its own tabs', async () => {
  const bench = createLabBench()
  const { session: own } = await bench.sessions.open()
  const { session: other } = await bench.sessions.open()
  const heard: string[] = []
  own.subscribe(({ type }) => void heard.push(`own ${type}`))
  other.subscribe(({ type }) => void heard.push(`other ${type}`))
  const push = { host: 'docker.io', repository: 'a/b', tag: '1', digest: 'sha256:x' }
  for (const observer of bench.hub.observers) observer.onPush({ username: own.stored.username, ...push })
  expect(heard).toEqual(['own hub-push'])
})

test('an account is the same after a restart, and differs from every other', async () => {
  const { hubAccounts } = createLabBench()
  const one = hubAccounts.derive({ id: 'one' as never, username: 'wise-otter-42' })
  expect(createLabBench().hubAccounts.derive({ id: 'one' as never, username: 'wise-otter-42' })).toEqual(one)
  const other = hubAccounts.derive({ id: 'two' as never, username: 'wise-otter-42' })
  for (const key of ['password', 'awsAccountId', 'awsAccessKeyId', 'awsSecretAccessKey'] as const) {
    expect(other[key]).not.toBe(one[key])
  }
  expect(one.password).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){2}$/)
  expect(one.awsAccountId).toMatch(/^\d{12}$/)
  expect(one.azureRegistry).toBe('wiseotter42')
  expect(hubEnvironment(one)).toMatchObject({ DOCKER_USERNAME: 'wise-otter-42', GITHUB_TOKEN: one.password })
})
