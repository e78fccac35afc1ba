'use client'

import type { ReactNode } from 'react'
import { useVariableValues } from './use-variable-values.ts'

/** A value of the participant's own, once there is one; until then an example, or what the author wrote. */
export function SessionVariable({
  name = '',
  example,
  children,
}: {
  name?: string
  example?: string | undefined
  children?: ReactNode
}) {
  const value = useVariableValues()[name]
  if (value !== undefined) {
    return (
      <span className="lab-variable" title={name}>
        {value}
      </span>
    )
  }
  const title =
    example === undefined
      ? 'Filled in when you have a session'
      : 'An example: yours is filled in as soon as it is known'
  return (
    <span className="lab-variable" data-example title={title}>
      {example ?? children}
    </span>
  )
}
