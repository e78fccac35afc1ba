import type { PublicVariable } from '../../server/protocol/lab.ts'
import { wholeValue } from '../../server/protocol/variables.ts'

/** What the broker would refuse in a typed value. It looks itself, too; this is only sooner. */
export function valueProblem(
  value: string,
  { pattern, example }: Pick<PublicVariable, 'pattern' | 'example'>,
): string | undefined {
  if (value === '') return 'Type a value first.'
  if (wholeValue(pattern).test(value)) return undefined
  return `This does not have the form that is asked for. An example: ${example}`
}
