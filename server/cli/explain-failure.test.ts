import { expect, test } from 'vitest'
import { SetupError } from '../docker/setup/setup-error.ts'
import { explainFailure } from './explain-failure.ts'
import { PhaseError } from './run-phases.ts'

test('names the phase, the cause and what to do', () => {
  const cause = new SetupError('No way to the mirror.', { advice: 'Check the network.' })
  expect(explainFailure(new PhaseError('Base image', 1234, cause))).toBe(
    '\n✗ Base image (1.2 s)\n  No way to the mirror.\n\n  → Check the network.\n',
  )
})

test('knows what a full disk means, whichever part met it', () => {
  const cause = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  expect(explainFailure(new PhaseError('Pages', 10, cause))).toContain('→ The disk is full')
})

test('shows the stack of what nobody has foreseen', () => {
  expect(explainFailure(new TypeError('boom'))).toMatch(/TypeError: boom\n +at /)
})
