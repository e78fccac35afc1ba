import { expect, it } from 'vitest'
import { decodeServerMessage, encodeMessage } from './messages.ts'

const push = {
  type: 'hub-push',
  host: 'ghcr.io',
  repository: 'wise-otter-42/team/app',
  tag: '1.0',
  digest: 'sha256:5f1a',
} as const

it('tells of a push by tag and of one by digest alone', () => {
  for (const message of [push, { ...push, tag: null }]) {
    expect(decodeServerMessage(encodeMessage(message))).toEqual({ ok: true, message })
  }
})

it('refuses a push that does not say where to', () => {
  const { host: _host, ...homeless } = push
  expect(decodeServerMessage(JSON.stringify(homeless))).toMatchObject({ ok: false })
})
