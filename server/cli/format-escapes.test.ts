import { expect, test } from 'vitest'
import { formatEscapes } from './format-escapes.ts'

const attempt = { id: 'debugfs', name: 'mounting debugfs', risk: 'takeover' } as const
const tried = {
  hasUserNamespace: true,
  hasOwnKernel: false,
  isGvisor: false,
  runtime: 'drydock',
  smokeProblem: undefined,
  passedOver: [],
}

test('each way out is a plain line, and the verdict is the last', () => {
  const attempts = [
    { ...attempt, result: 'refused' as const },
    { ...attempt, name: 'io_uring', risk: 'surface' as const, result: 'possible' as const },
  ]
  const { lines, isIsolated } = formatEscapes({ ...tried, attempts })
  expect(isIsolated).toBe(true)
  expect(lines.slice(0, 2)).toEqual([
    '✓ refused         mounting debugfs (takeover)',
    '✗ possible        io_uring (surface)',
  ])
  expect(lines.at(-2)).toBe('1 refused, 1 possible, 0 not applicable on this machine. Runtime: drydock.')
  expect(lines.at(-1)).toMatch(/^Verdict: userns\. Root in an instance is an ordinary user/)
})

test('an open door to the host is told as no isolation', () => {
  const { lines, isIsolated } = formatEscapes({ ...tried, attempts: [{ ...attempt, result: 'possible' }] })
  expect(isIsolated).toBe(false)
  expect(lines.at(-1)).toContain('Verdict: none.')
})

test('says which runtimes were passed over and what does not work', () => {
  const passedOver = [{ runtime: 'kata', reason: 'no /dev/kvm' }]
  const { lines } = formatEscapes({ ...tried, attempts: [], passedOver, smokeProblem: 'no docker run' })
  expect(lines).toContain('Runtime kata was passed over: no /dev/kvm')
  expect(lines).toContain('The Engine in an instance does not work: no docker run')
})
