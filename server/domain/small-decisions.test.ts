import { expect, test } from 'vitest'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { nextInstanceName } from './instance-names.ts'
import { parsePreviewHost, previewHost } from './preview-host.ts'
import { decideReap } from './reap-decision.ts'
import { clampSize } from './terminal-size.ts'
import { typedBlock } from './typed-block.ts'
import { USERNAME_COUNT, usernameFrom } from './username.ts'

const node = (number: number) => instanceNameSchema.parse(`node${number}`)

test('a new instance takes the lowest free name', () => {
  expect(nextInstanceName([])).toBe('node1')
  expect(nextInstanceName([node(1), node(3)])).toBe('node2')
})

test('a preview host leads back to its port, instance and key', () => {
  const target = { port: 5000, instance: node(1), key: 'a'.repeat(26) }
  const host = previewHost(target, 'localhost')
  expect(host).toBe(`5000--node1--${'a'.repeat(26)}.localhost`)
  expect(parsePreviewHost(host, 'localhost')).toEqual(target)
})

test.each([
  '',
  'localhost',
  '5000--node1.localhost',
  `0--node1--${'a'.repeat(26)}.localhost`,
  `70000--node1--${'a'.repeat(26)}.localhost`,
  `80--10.0.0.1--${'a'.repeat(26)}.localhost`,
  `80--node1--short.localhost`,
  `80--node1--${'a'.repeat(26)}.evil.example`,
])('the host %j names no preview', (host) => expect(parsePreviewHost(host, 'localhost')).toBeUndefined())

test('what is reaped is unknown to its own broker, or past its time', () => {
  const id = (text: string) => text as SessionId
  const leftovers = [
    { sessionId: id('own-open'), expiresAt: 200, isOwn: true },
    { sessionId: id('own-closed'), expiresAt: 200, isOwn: true },
    { sessionId: id('own-closed'), expiresAt: 200, isOwn: true },
    { sessionId: id('other-alive'), expiresAt: 200, isOwn: false },
    { sessionId: id('other-expired'), expiresAt: 100, isOwn: false },
    { sessionId: id('without-time'), expiresAt: 0, isOwn: false },
  ]
  const decision = decideReap(leftovers, { openSessions: new Set([id('own-open')]), now: 100 })
  expect(decision).toEqual(['own-closed', 'other-expired', 'without-time'])
})

test('sizes are clamped to whole cells that a shell can live with', () => {
  expect(clampSize({ cols: 80.9, rows: 24.2 })).toEqual({ cols: 80, rows: 24 })
  expect(clampSize({ cols: 0, rows: -1 })).toEqual({ cols: 20, rows: 5 })
  expect(clampSize({ cols: 1e9, rows: 1e9 })).toEqual({ cols: 500, rows: 200 })
})

test('a block is pasted as one piece where that can be told, else typed line by line', () => {
  const code = 'cat <<EOF\nhello\nEOF\n'
  expect(typedBlock(code, { isBracketing: true, isInterrupting: false })).toBe(
    '\x1b[200~cat <<EOF\nhello\nEOF\x1b[201~\r',
  )
  expect(typedBlock(code, { isBracketing: false, isInterrupting: false })).toBe('cat <<EOF\rhello\rEOF\r')
  expect(typedBlock('ls', { isBracketing: false, isInterrupting: true })).toBe('\x03ls\r')
})

test('user names are readable and all different', () => {
  const names = new Set(Array.from({ length: USERNAME_COUNT }, (_, seed) => usernameFrom(seed)))
  expect(names.size).toBe(USERNAME_COUNT)
  for (const name of names) expect(name).toMatch(/^[a-z]+-[a-z]+-[0-9]{2}$/)
})
