'use client'

import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { InstanceName } from '../../server/protocol/ids.ts'
import { useSession } from '../session/session-provider.tsx'
import { chooseRunTarget, type RunTarget } from './run-target.ts'

/** Something that can be typed into a terminal: where to, and what keeps it from it. */
export interface TypingAttempt {
  target: RunTarget
  /** It was tried while it could not be. */
  isRefused: boolean
  attempt: () => void
}

/** `wanted`: the instance; null for the terminal in use. `obstacle`: why not, even if there is a terminal. */
export function useTyping({
  wanted,
  obstacle,
  type,
}: {
  wanted: string | null
  obstacle?: string | undefined
  type: (instance: InstanceName) => void
}): TypingAttempt {
  const chosen = useSession(useShallow((state) => chooseRunTarget(state, wanted)))
  const [isRefused, setRefused] = useState(false)
  const target: RunTarget =
    chosen.status === 'ready' && obstacle !== undefined
      ? { status: 'unknown-value', reason: obstacle }
      : chosen
  // A refusal is over once it could be typed, and does not come back with the next break.
  if (isRefused && target.status === 'ready') setRefused(false)
  return {
    target,
    isRefused,
    attempt: () => {
      setRefused(target.status !== 'ready')
      if (target.status === 'ready') type(target.instance)
    },
  }
}
