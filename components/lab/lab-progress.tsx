'use client'

import { useSession } from '../session/session-provider.tsx'
import type { LabSummary } from './chapter-summary.ts'
import { DoneBar } from './done-bar.tsx'
import { summariseProgress } from './summarise-progress.ts'

/** How much of a lab is done in this session. Keeps its room, so that nothing moves when that becomes known. */
export function LabProgress({ lab }: { lab: LabSummary }) {
  const progress = useSession((state) => state.progress)
  const { done, checks } = summariseProgress(lab, progress)
  if (checks === 0) return null
  return (
    <p className="mt-2 min-h-5 text-xs text-ink-muted">
      {done > 0 && <DoneBar done={done} checks={checks} />}
    </p>
  )
}
