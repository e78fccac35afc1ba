import { describe, expect, it } from 'vitest'
import { describeCommand, nameCommand } from './describe-command.ts'

describe('describeCommand', () => {
  it('tells the command, how it went, and what it has printed', () => {
    expect(describeCommand({ text: 'hostname', exitCode: 0, output: 'node1' })).toBe(
      'hostname succeeded.\nnode1',
    )
    expect(describeCommand({ text: 'cat x', exitCode: 2, output: 'no such file' })).toBe(
      'cat x failed with exit code 2.\nno such file',
    )
    expect(describeCommand({ text: 'true', exitCode: 0, output: '' })).toBe('true succeeded. No output.')
    expect(describeCommand({ text: '', exitCode: undefined, output: '\n \n' })).toBe(
      'Command ended. No output.',
    )
  })

  it('reads only the last five lines of many, and says how many there were', () => {
    const output = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n')
    expect(describeCommand({ text: 'seq', exitCode: 0, output })).toBe(
      'seq succeeded. 40 lines of output, the last 5:\nline 35\nline 36\nline 37\nline 38\nline 39',
    )
  })

  it('reads no more than the end of a very long line', () => {
    const said = describeCommand({ text: 'x'.repeat(5_000), exitCode: 0, output: `${'a'.repeat(9_000)}end` })
    expect(said.endsWith('aend')).toBe(true)
    expect(said.length).toBeLessThan(700)
  })
})

describe('nameCommand', () => {
  it('names a script by its first line', () => {
    expect(nameCommand('for i in 1 2\ndo echo $i\ndone')).toBe('for i in 1 2')
  })
})
