'use client'

import { useEffect, useState } from 'react'
import type { LabHints } from '../../lab-hints.ts'

/** Empty until they are there, or when they cannot be loaded: a hint can be written by hand. */
export function useLabHints(lab: string | undefined): LabHints {
  const [hints, setHints] = useState<LabHints>({})
  useEffect(() => {
    if (lab === undefined) return
    let isWanted = true
    void loadHints(lab).then((loaded) => isWanted && setHints(loaded))
    return () => void (isWanted = false)
  }, [lab])
  return hints
}

async function loadHints(lab: string): Promise<LabHints> {
  try {
    const response = await fetch(`/teach/hints/${lab}`)
    return response.ok ? ((await response.json()) as LabHints) : {}
  } catch {
    // Offline: the cockpit's own banner says so.
    return {}
  }
}
