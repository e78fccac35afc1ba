import { expect, test } from 'vitest'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'

test.each([{ PORT: 'many' }, { DRYDOCK_EGRESS: 'all' }, { DRYDOCK_ENGINE_MEMORY_MIB: '1.5' }])(
  'the wrong setting %o is named, without a stack',
  (variables) => {
    const text = failure(variables)
    expect(text).toContain(Object.keys(variables)[0])
    expect(text).toContain('docs/operating.md')
    expect(text).not.toMatch(/^ +at .*:\d+:\d+/m)
  },
)

function failure(variables: Record<string, string | undefined>): string {
  try {
    readCliEnvironment(variables)
  } catch (error) {
    return explainFailure(error)
  }
  throw new Error('must not be accepted')
}
