import { expect, test } from 'vitest'
import { passkeyProblem } from './passkey-problem.ts'

test('what the browser refuses is told in words that say what to do', () => {
  expect(passkeyProblem(new DOMException('', 'NotAllowedError'))).toMatch(/Try again/)
  expect(passkeyProblem(new DOMException('', 'InvalidStateError'))).toMatch(/on this device already/)
  expect(passkeyProblem(new DOMException('', 'SecurityError'))).toMatch(/Open this page there/)
  expect(passkeyProblem(new DOMException('', 'ConstraintError'))).toMatch(/PIN/)
})

test('what is not known is told, too', () => {
  for (const error of [new Error('x'), 'x', undefined, new DOMException('', 'toString')])
    expect(passkeyProblem(error)).toMatch(/^The browser could not do this/)
})
