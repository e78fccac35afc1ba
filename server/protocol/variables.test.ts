import { describe, expect, it } from 'vitest'
import { accountValues, fillIn, variableNames } from './variables.ts'

const FORMAT = "docker image inspect --format '{{index .RepoDigests 0}}{{end}}' {{username}}/app@{{digest}}"

describe('variables of a text', () => {
  it('are named once each, and format strings of Docker are none', () => {
    expect(variableNames(`${FORMAT} {{username}}`)).toEqual(['username', 'digest'])
  })

  it('are filled in where there is a value, and stay as written where there is none', () => {
    expect(fillIn('{{username}}/app:{{version}}', { username: 'wise-otter-42' })).toBe(
      'wise-otter-42/app:{{version}}',
    )
  })

  it('never take a value from the object’s own machinery', () => {
    expect(fillIn('{{constructor}}', {})).toBe('{{constructor}}')
  })
})

it('knows the user name of a session that has no account at the lab’s registries', () => {
  expect(accountValues({ username: 'wise-otter-42', account: null })).toEqual({ username: 'wise-otter-42' })
})
