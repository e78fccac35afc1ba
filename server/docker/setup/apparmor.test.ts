import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadAppArmorProfile } from './apparmor.ts'
import { findCommand } from './debian-packages.ts'
import { runCommand } from './run-command.ts'

const path = join(import.meta.dirname, '../../../images/instance/apparmor/drydock-instance')
const host = (...SecurityOptions: string[]) => ({ info: () => Promise.resolve({ SecurityOptions }) })
const withAppArmor = host('name=apparmor', 'name=seccomp,profile=builtin')
const find = () => Promise.resolve('/sbin/apparmor_parser')
const run = () => Promise.resolve()

test('a host without AppArmor is left alone', async () => {
  const fails = () => Promise.reject(new Error('must not be called'))
  expect(await loadAppArmorProfile(host('name=seccomp'), { path, isRoot: true, find, run: fails })).toEqual({
    status: 'no-apparmor',
  })
})

test('with AppArmor the profile is loaded, and named as its file', async () => {
  const calls: string[][] = []
  const loading = loadAppArmorProfile(withAppArmor, {
    path,
    isRoot: true,
    find,
    run: (command, args) => {
      calls.push([command, ...args])
      return Promise.resolve()
    },
  })
  expect(await loading).toEqual({ status: 'loaded', profile: 'drydock-instance' })
  expect(calls).toEqual([['/sbin/apparmor_parser', '--replace', '--skip-cache', path]])
})

test('where it cannot be loaded, set-up goes on and says why', async () => {
  expect(await loadAppArmorProfile(withAppArmor, { path, isRoot: false, find, run })).toMatchObject({
    reason: 'only root may load the AppArmor profile',
  })
  const missing = () => Promise.resolve(undefined)
  expect(await loadAppArmorProfile(withAppArmor, { path, isRoot: true, find: missing, run })).toMatchObject({
    reason: expect.stringContaining('apparmor_parser is missing') as string,
  })
  const fails = () => Promise.reject(new Error('syntax error in line 3'))
  expect(await loadAppArmorProfile(withAppArmor, { path, isRoot: true, find, run: fails })).toMatchObject({
    status: 'not-loaded',
    reason: 'syntax error in line 3',
  })
})

const parser = await findCommand('apparmor_parser')

test.skipIf(!parser)('the profile compiles', async () => {
  await runCommand(parser!, ['--skip-kernel-load', '--skip-cache', '--stdout', path], { advice: '' })
})
