import { describe, expect, it } from 'vitest'
import { variableNames } from '../protocol/variables.ts'
import { fillVariables, isValueOf } from './variables.ts'

describe('fillVariables', () => {
  const values = { username: 'wise-otter-42' }

  it('fills in every place of a variable', () => {
    const code = 'docker image tag a {{username}}/a:1 && docker image push {{username}}/a:1'
    expect(fillVariables(code, values)).toEqual({
      ok: true,
      text: 'docker image tag a wise-otter-42/a:1 && docker image push wise-otter-42/a:1',
    })
  })

  it.each([
    "docker image inspect nginx --format '{{.RepoDigests}}'",
    "docker image inspect nginx --format '{{index .RepoDigests 0}}'",
    "docker ps --format '{{ .ID }} {{json .}}'",
    "docker ps --format '{{if .Ports}}yes{{else}}no{{end}}'",
  ])('leaves the format string of Docker alone: %s', (text) => {
    expect(fillVariables(text, values)).toEqual({ ok: true, text })
  })

  it.each(['$(reboot)', 'a b', 'a;b', "a'b", '-rf', '', 'a\nb', 'a`b`', '~', 'a*'])(
    'refuses the value %j',
    (username) => {
      expect(() => fillVariables('echo {{username}}', { username })).toThrow('not safe to type')
    },
  )

  it('names the variable that has no value, also one that every object has', () => {
    expect(fillVariables('echo {{password}}', values)).toEqual({ ok: false, missing: 'password' })
    expect(fillVariables('echo {{constructor}}', values)).toEqual({ ok: false, missing: 'constructor' })
  })
})

describe('isValueOf', () => {
  it('wants the whole value to match', () => {
    expect(isValueOf({ pattern: 'a|b' }, 'a')).toBe(true)
    expect(isValueOf({ pattern: 'a|b' }, 'ab')).toBe(false)
  })

  it('refuses what a shell would act on, whatever the pattern', () => {
    expect(isValueOf({ pattern: '.*' }, '$(reboot)')).toBe(false)
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
