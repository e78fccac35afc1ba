import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { tarOf } from './tar.ts'

test('tar reads the files, their folders, owner and mode', () => {
  const archive = tarOf({ 'etc/drydock/hub.yml': 'version: 0.1\n', 'etc/drydock/hub.key': 'x'.repeat(600) })
  const listing = execFileSync('tar', ['--list', '--verbose', '--numeric-owner'], {
    input: archive,
  }).toString()
  expect(listing.split('\n').map((line) => line.replace(/ +\d+ \S+ \S+ (?=etc)/, ' '))).toEqual([
    'drwxr-xr-x 0/0 etc/',
    'drwxr-xr-x 0/0 etc/drydock/',
    '-rw------- 0/0 etc/drydock/hub.yml',
    '-rw------- 0/0 etc/drydock/hub.key',
    '',
  ])
  const content = execFileSync('tar', ['--extract', '--to-stdout', 'etc/drydock/hub.yml'], { input: archive })
  expect(content.toString()).toBe('version: 0.1\n')
})
