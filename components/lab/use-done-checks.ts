'use client'

import { useMemo } from 'react'
import { useSession } from '../session/session-provider.tsx'

/** The checks of a chapter that are done: of the chapter in view as measured last, else as remembered. */
export function useDoneChecks(lab: string, chapter: string): ReadonlySet<string> {
  const progress = useSession((state) => state.progress)
  const checks = useSession(({ view, checks }) =>
    view?.lab === lab && view.chapter === chapter ? checks : undefined,
  )
  return useMemo(() => {
    const remembered = progress.find((entry) => entry.lab === lab && entry.chapter === chapter)
    const done = new Set<string>(remembered?.done)
    for (const { id, status } of checks ?? []) {
      if (status === 'done') done.add(id)
      else done.delete(id)
    }
    return done
  }, [progress, checks, lab, chapter])
}
