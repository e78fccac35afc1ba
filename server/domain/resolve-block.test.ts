import { describe, expect, it } from 'vitest'
import { resolveBlock, variableNames } from './resolve-block.ts'

describe('resolveBlock', () => {
  const variables = { username: 'wise-otter-42' }

  it('fills in every place of a variable', () => {
    const code = 'docker image tag a {{username}}/a:1 && docker image push {{username}}/a:1'
    expect(resolveBlock(code, variables)).toBe(
      'docker image tag a wise-otter-42/a:1 && docker image push wise-otter-42/a:1',
    )
  })

  it.each([
    "docker image inspect nginx --format '{{.RepoDigests}}'",
    "docker image inspect nginx --format '{{index .RepoDigests 0}}'",
    "docker ps --format '{{ .ID }} {{json .}}'",
    "docker ps --format '{{if .Ports}}yes{{else}}no{{end}}'",
  ])('leaves the format string of Docker alone: %s', (code) => {
    expect(resolveBlock(code, variables)).toBe(code)
  })

  it.each(['$(reboot)', 'a b', 'a;b', "a'b", '-rf', '', 'a\nb', 'a`b`'])(
    'refuses the value %j',
    (username) => {
      expect(() => resolveBlock('echo {{username}}', { username })).toThrow('not safe to type')
    },
  )

  it('refuses a variable that has no value, also one that every object has', () => {
    expect(() => resolveBlock('echo {{password}}', variables)).toThrow('password has no value')
    expect(() => resolveBlock('echo {{constructor}}', variables)).toThrow('constructor has no value')
  })
})

describe('variableNames', () => {
  it('names each variable once and no word of a Go template', () => {
    expect(variableNames('{{username}} {{.ID}} {{end}} {{other}} {{username}}')).toEqual([
      'username',
      'other',
    ])
  })
})
