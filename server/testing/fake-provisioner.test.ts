import { describe } from 'vitest'
import { FakeProvisioner } from './fake-provisioner.ts'
import { describeProvisioner } from './provisioner-contract.ts'

describe('FakeProvisioner', () => describeProvisioner(async () => new FakeProvisioner()))
