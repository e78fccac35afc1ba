'use client'

import { Button } from '../../ui/button.tsx'
import { formatDuration } from '../../ui/format-duration.ts'
import { useNow } from '../../ui/use-now.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { CockpitFrame } from './cockpit-frame.tsx'
import { useCockpit, useCockpitClient } from './cockpit-provider.tsx'

const TICK_MS = 1_000

export function DeletedWorkshop() {
  const client = useCockpitClient()
  const title = useCockpit((state) => state.workshop?.title ?? '')
  const deletedUntil = useCockpit((state) => state.workshop?.deletedUntil ?? 0)
  const problem = useCockpit((state) => state.problem)
  const now = useNow(TICK_MS)
  const leftMs = now === null ? 0 : deletedUntil - now
  return (
    <CockpitFrame title={title}>
      <div role="status" className="flex flex-wrap items-center gap-3">
        <p>This workshop is deleted.</p>
        {leftMs > 0 && (
          <>
            <span aria-hidden className="text-ink-muted tabular-nums">
              It can be brought back for {formatDuration(leftMs)}.
            </span>
            <Button onClick={() => void client.restore()}>Undo</Button>
          </>
        )}
      </div>
      <ProblemNote problem={problem} />
    </CockpitFrame>
  )
}
