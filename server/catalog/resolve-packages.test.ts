import { expect, test } from 'vitest'
import { readPackageIndex } from './package-index.ts'
import { resolvePackages } from './resolve-packages.ts'

function stanza(name: string, fields: Record<string, string> = {}): string {
  const all = {
    Package: name,
    Version: '1',
    Filename: `pool/${name}.deb`,
    SHA256: `hash-${name}`,
    Size: '1',
    ...fields,
  }
  return Object.entries(all)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')
}

function indexOf(...stanzas: string[]) {
  return readPackageIndex([{ text: stanzas.join('\n\n'), baseUrl: 'http://mirror/debian' }])
}

function names(options: Parameters<typeof resolvePackages>[0]): string[] {
  return resolvePackages(options).map(({ name }) => name)
}

const nothing = { installed: [], assumed: [] }

test('what packages depend on comes along, once, also in a circle', () => {
  const index = indexOf(
    stanza('app', { Depends: 'lib (>= 1), other:any' }),
    stanza('lib', { Depends: 'libc6' }),
    stanza('other', { 'Pre-Depends': 'libc6' }),
    stanza('libc6', { Depends: 'lib' }),
  )
  expect(names({ index, wanted: ['app'], ...nothing })).toEqual(['app', 'lib', 'libc6', 'other'])
})

test('layers below and assumed packages are not brought again, but one that is too old is', () => {
  const index = indexOf(
    stanza('app', { Depends: 'lib (>= 2), debconf (>= 9) | debconf-2.0' }),
    stanza('lib', { Version: '2' }),
  )
  const [old] = [...indexOf(stanza('lib')).packages.values()]
  const [current] = [...index.packages.values()].filter(({ name }) => name === 'lib')
  const assumed = ['debconf']
  expect(names({ index, wanted: ['app'], installed: [current!], assumed })).toEqual(['app'])
  expect(names({ index, wanted: ['app'], installed: [old!], assumed })).toEqual(['app', 'lib'])
})

test('an alternative that is there, or is provided, is enough', () => {
  const index = indexOf(
    stanza('app', { Depends: 'first | second, mail-agent' }),
    stanza('first'),
    stanza('second'),
    stanza('postfix', { Provides: 'mail-agent' }),
  )
  expect(names({ index, wanted: ['second', 'app'], ...nothing })).toEqual(['app', 'postfix', 'second'])
})

test('what is named is brought even when it is assumed elsewhere', () => {
  const index = indexOf(stanza('adduser'))
  expect(names({ index, wanted: ['adduser'], installed: [], assumed: ['adduser'] })).toEqual(['adduser'])
})

test('a name that Debian does not have is an error that says who needs it', () => {
  const index = indexOf(stanza('app', { Depends: 'gone' }))
  expect(() => resolvePackages({ index, wanted: ['app'], ...nothing })).toThrow('app needs gone')
})

test('the newest version of several archives counts', () => {
  const index = readPackageIndex([
    { text: stanza('app', { Version: '1.0-1+deb13u2' }), baseUrl: 'http://mirror/debian' },
    { text: stanza('app', { Version: '1.0-1+deb13u10' }), baseUrl: 'http://mirror/debian-security' },
  ])
  expect(index.packages.get('app')?.url).toBe('http://mirror/debian-security/pool/app.deb')
})
