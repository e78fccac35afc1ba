'use client'

import { useState } from 'react'
import { explain } from './session-api.ts'

export interface Action {
  isBusy: boolean
  /** Why the last attempt failed; null: it did not. */
  problem: string | null
  /** False: it failed, and `problem` says why. A second one has to wait for the first. */
  run(act: () => Promise<unknown>): Promise<boolean>
}

/** Something that the broker is asked to do, with a place for its refusal. */
export function useAction(): Action {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function run(act: () => Promise<unknown>) {
    if (isBusy) return false
    setBusy(true)
    setProblem(null)
    try {
      await act()
      return true
    } catch (error) {
      setProblem(explain(error))
      return false
    } finally {
      setBusy(false)
    }
  }

  return { isBusy, problem, run }
}
