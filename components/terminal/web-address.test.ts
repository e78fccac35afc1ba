import { describe, expect, it } from 'vitest'
import { parseWebAddress } from './web-address.ts'

describe('parseWebAddress', () => {
  it('takes http and https', () => {
    expect(parseWebAddress('http://localhost:8080/a?b#c')).toBe('http://localhost:8080/a?b#c')
    expect(parseWebAddress('HTTPS://Docs.Docker.com')).toBe('https://docs.docker.com/')
  })

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,hi',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'vscode://x',
    '//example.com',
    'docs.docker.com',
    '',
  ])('refuses %j', (text) => expect(parseWebAddress(text)).toBeNull())

  it('shows a look-alike host as what it is', () => {
    expect(parseWebAddress('https://dосker.com/')).toMatch(/^https:\/\/xn--/)
  })

  it('leaves nothing that could change how the address reads', () => {
    expect(parseWebAddress('https://example.com/\u202egpj.exe')).toBe('https://example.com/%E2%80%AEgpj.exe')
  })
})
