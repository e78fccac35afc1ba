import { expect, it } from 'vitest'
import { otherRegistries } from './other-registries.ts'

const account = {
  username: 'wise-otter-42',
  password: 'pass-word',
  awsAccountId: '123456789012',
  awsAccessKeyId: 'AKIAEXAMPLE',
  awsSecretAccessKey: 'secret-key',
  azureRegistry: 'wiseotter42',
}
const details = otherRegistries(account).flatMap((registry) => registry.details)

it('names the hosts that images are pushed to', () => {
  const values = details.map(({ value }) => value)
  expect(values).toContain('123456789012.dkr.ecr.us-east-1.amazonaws.com')
  expect(values).toContain('wiseotter42.azurecr.io')
})

it('shows nothing secret in the open', () => {
  const open = details.filter(({ isSecret }) => !isSecret).map(({ value }) => value)
  expect(open).not.toContain(account.password)
  expect(open).not.toContain(account.awsSecretAccessKey)
})

it('has a name of its own for each detail, for each has a copy button', () => {
  const labels = details.map(({ label }) => label)
  expect(new Set(labels).size).toBe(labels.length)
})
