import { expect, test } from 'vitest'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'

test.each([
  { PORT: 'many' },
  { DRYDOCK_EGRESS: 'all' },
  { DRYDOCK_HUB: 'all' },
  { DRYDOCK_ENGINE_MEMORY_MIB: '1.5' },
])('the wrong setting %o is named, without a stack', (variables) => {
  const text = failure(variables)
  expect(text).toContain(Object.keys(variables)[0])
  expect(text).toContain('docs/operating.md')
  expect(text).not.toMatch(/^ +at .*:\d+:\d+/m)
})

test.each([
  [undefined, ['sandbox'], 'none'],
  ['sandbox', ['sandbox'], 'none'],
  ['live', ['live'], 'public'],
  ['both', ['sandbox', 'live'], 'public'],
])('with DRYDOCK_HUB=%s the machine offers %j, with egress %s', (setting, hubModes, egress) => {
  expect(readCliEnvironment({ DRYDOCK_HUB: setting })).toMatchObject({ hubModes, egress })
})

test('the way out can be closed in any mode', () => {
  expect(readCliEnvironment({ DRYDOCK_HUB: 'both', DRYDOCK_EGRESS: 'none' }).egress).toBe('none')
})

function failure(variables: Record<string, string | undefined>): string {
  try {
    readCliEnvironment(variables)
  } catch (error) {
    return explainFailure(error)
  }
  throw new Error('must not be accepted')
}
