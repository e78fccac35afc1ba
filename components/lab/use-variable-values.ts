'use client'

import { useMemo } from 'react'
import { useSession } from '../session/session-provider.tsx'
import { accountValues, type VariableValues } from '../../server/protocol/variables.ts'

const NONE: VariableValues = {}

/** Of the chapter in view. Those of the account are known as soon as there is a session. */
export function useVariableValues(): VariableValues {
  const session = useSession(({ phase }) => (phase.status === 'open' ? phase.session : undefined))
  const values = useSession((state) => state.variables)
  const username = session?.username
  const account = session?.account
  return useMemo(
    () =>
      username === undefined ? NONE : { ...accountValues({ username, account: account ?? null }), ...values },
    [username, account, values],
  )
}
