'use client'

import { useEffect, useState } from 'react'
import type { LabSteps } from './lab-steps.ts'

/** Undefined until they are loaded, and when they cannot be: the class's place is then told by less. */
export function useLabSteps(lab: string): LabSteps | undefined {
  const [loaded, setLoaded] = useState<{ lab: string; steps: LabSteps }>()
  useEffect(() => {
    let isWanted = true
    loadSteps(lab).then(
      (steps) => isWanted && setLoaded({ lab, steps }),
      () => undefined,
    )
    return () => void (isWanted = false)
  }, [lab])
  return loaded?.lab === lab ? loaded.steps : undefined
}

async function loadSteps(lab: string): Promise<LabSteps> {
  const response = await fetch(`/lab-steps/${lab}`)
  if (!response.ok) throw new Error(`the steps of the lab are answered with ${response.status}`)
  return (await response.json()) as LabSteps
}
