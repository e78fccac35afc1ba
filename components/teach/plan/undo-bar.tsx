'use client'

import type { WorkshopView } from '../../../server/protocol/workshop.ts'
import { Button } from '../../ui/button.tsx'
import { formatDuration } from '../../ui/format-duration.ts'
import { useNow } from '../../ui/use-now.ts'

const TICK_MS = 1_000

/** A deleted workshop can be brought back for a while; then the bar is gone. */
export function UndoBar({
  workshop,
  name = workshop.title,
  onRestore,
}: {
  workshop: WorkshopView
  /** Beside others: one that no other has. */
  name?: string | undefined
  onRestore: () => void
}) {
  const now = useNow(TICK_MS)
  const leftMs = (workshop.deletedUntil ?? 0) - (now ?? 0)
  if (now === null || leftMs <= 0) return null
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <span>
        “{name}” is deleted. {/* A screen reader need not hear every second. */}
        <span aria-hidden className="text-ink-muted tabular-nums">
          It can be brought back for {formatDuration(leftMs)}.
        </span>
      </span>
      <Button size="small" className="ml-auto" onClick={onRestore}>
        Undo
      </Button>
    </div>
  )
}
